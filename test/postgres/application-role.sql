GRANT USAGE ON SCHEMA varve TO shop_app;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA varve TO shop_app;
GRANT DELETE ON varve.outbox, varve.snapshots, varve.parked_events TO shop_app;
REVOKE INSERT, UPDATE ON varve.log, varve.log_order, varve.archived_events FROM shop_app;
REVOKE UPDATE ON varve.events, varve.pending FROM shop_app;
