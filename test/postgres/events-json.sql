SELECT stream_name, data ->> 'reason' AS reason FROM orders.events_json
WHERE type = 'ordering.OrderCancelled' AND recorded_at > now() - interval '1 day'
ORDER BY recorded_at, position;
