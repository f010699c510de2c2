GRANT INSERT, DELETE ON varve.archived_events TO shop_keeper;
GRANT DELETE ON varve.events TO shop_keeper;
GRANT UPDATE (least_layout) ON varve.log TO shop_keeper;
