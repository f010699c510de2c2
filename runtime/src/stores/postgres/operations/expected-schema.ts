// What `describeSchema` tells of the tables of this release. A test proves it, and writes it with VARVE_UPDATE=1.
import type { ExpectedSchema } from './compare-schemas.js';

export const expectedSchema: ExpectedSchema = {
  plain: {
    'constraint archived_events_event_id on archived_events': 'UNIQUE (event_id)',
    'constraint archived_events_pkey on archived_events': 'PRIMARY KEY (stream_key, "position")',
    'constraint checkpoints_pkey on checkpoints': 'PRIMARY KEY (tenant, name)',
    'constraint documents_pkey on documents': 'PRIMARY KEY (tenant, collection, key)',
    'constraint events_event_id on events': 'UNIQUE (event_id)',
    'constraint events_pkey on events': 'PRIMARY KEY (stream_key, "position")',
    'constraint leases_pkey on leases': 'PRIMARY KEY (tenant, name)',
    'constraint log_order_pkey on log_order': 'PRIMARY KEY (log_position)',
    'constraint log_order_stream_key_position_key on log_order': 'UNIQUE (stream_key, "position")',
    'constraint log_pkey on log': 'PRIMARY KEY (singleton)',
    'constraint log_singleton_check on log': 'CHECK (singleton)',
    'constraint outbox_message_id on outbox': 'UNIQUE (tenant, message_id)',
    'constraint outbox_pkey on outbox': 'PRIMARY KEY (place)',
    'constraint outcomes_pkey on outcomes': 'PRIMARY KEY (tenant, context, command_id)',
    'constraint parked_events_event on parked_events': 'UNIQUE (tenant, processor, event_id)',
    'constraint parked_events_pkey on parked_events': 'PRIMARY KEY (place)',
    'constraint pending_pkey on pending': 'PRIMARY KEY (pending_id)',
    'constraint schema_history_pkey on schema_history': 'PRIMARY KEY (layout)',
    'constraint shapes_pkey on shapes': 'PRIMARY KEY (type, schema_version)',
    'constraint snapshots_pkey on snapshots': 'PRIMARY KEY (tenant, stream_name, state_hash)',
    'constraint streams_pkey on streams': 'PRIMARY KEY (stream_key)',
    'constraint streams_stream_name_key on streams': 'UNIQUE (tenant, stream_name)',
    'constraint views_pkey on views': 'PRIMARY KEY (name, hash)',
    'constraint views_state_check on views': "CHECK ((state = ANY (ARRAY['building'::text, 'serving'::text])))",
    'constraint views_table_name on views': 'UNIQUE (table_name)',
    'function acquire_lease_v1': 'v a1fcebfd47f614babd379d843c6fde02',
    'function acquire_lease_v2': 'v 2736120289c1d8ae24d50cd656a7ade1',
    'function admit_tenants_v1': 'SECURITY DEFINER search_path=pg_catalog, pg_temp v 16fedae40a38fb59670649068e32d441',
    'function append_v1': 'v d7ce972f69aea29f0e39a55582585929',
    'function append_v2': 'v dfc18349c9eb7fbbe5eeed14524a6264',
    'function archive_v1': 'v 1cdee71055d3d26ec6d8f73dc58cf532',
    'function begin_write_v1': 'v be9a46d6c40f1373fdc8d84ff317b97f',
    'function close_stream_v1': 'v eac73f17ec9c4dba3d213ba27df489e0',
    'function close_stream_v2': 'v 9af7ae8847968bdb8dff6e77650eb248',
    'function drop_view_v1': 'SECURITY DEFINER search_path=pg_catalog, pg_temp v fcb98c4fbb12198f2edb7960c0134ca8',
    'function event_at_v1': 'SECURITY DEFINER search_path=pg_catalog, pg_temp v 266888a529edf35f80bd2a030040b3ee',
    'function hold_view_v1': 'v 61d66c0f3f64b86b5bb9cf68535a57ea',
    'function instant_text': 's 41304e1754aac3bbf4073bda0c96de2b',
    'function is_archived_v1': 'SECURITY DEFINER search_path=pg_catalog, pg_temp v dd4ab1008dcf64cb04cd7cfdfa8bd45a',
    'function known_id_v1': 'SECURITY DEFINER search_path=pg_catalog, pg_temp v ed0b6394f47e9f5b8b7f7f1a053d0c84',
    'function make_view_table_v1':
      'SECURITY DEFINER search_path=pg_catalog, pg_temp v d6cf556da56ff0e64a58e70cb8e99969',
    'function note_outcome_v1': 'v aa159bd0c0088dc2bf67fde49654d096',
    'function open_view_v1': 'SECURITY DEFINER search_path=pg_catalog, pg_temp v c80ebaa236d6a42bfd00f281cabb9e54',
    'function record_outcome_v1': 'v d29318d1ffaa40d9365506a8d739f362',
    'function refuse_change': 'v 088c1e264b1e307bcaa3e9d155481d9e',
    'function refuse_drift_v1': 'v 2df24d921588be7569b576b1b2b539d1',
    'function refuse_loss': 'v 188e6209e83405d592f7415082403ec2',
    'function sequence_v1': 'SECURITY DEFINER search_path=pg_catalog, pg_temp v 155f6a24716b7f31d5f21d30231d9596',
    'function serve_view_v1': 'SECURITY DEFINER search_path=pg_catalog, pg_temp v ebd42325e621e0e2903467cfdb58707e',
    'index parked_events_stream on parked_events':
      'CREATE INDEX parked_events_stream ON parked_events USING btree (tenant, processor, stream_tenant, stream_name, place)',
    'index streams_category on streams': 'CREATE INDEX streams_category ON streams USING btree (category)',
    'index views_serving on views':
      "CREATE UNIQUE INDEX views_serving ON views USING btree (name) WHERE (state = 'serving'::text)",
    'policy ids_of_all on archived_events': 'r true',
    'policy ids_of_all on events': 'r true',
    'policy own_rows on archived_events': '* true',
    'policy own_rows on checkpoints': '* true',
    'policy own_rows on documents': '* true',
    'policy own_rows on events': '* true',
    'policy own_rows on leases': '* true',
    'policy own_rows on outbox': '* true',
    'policy own_rows on outcomes': '* true',
    'policy own_rows on parked_events': '* true',
    'policy own_rows on snapshots': '* true',
    'policy own_rows on streams': '* true',
    'table archived_events':
      'stream_key bigint NOT NULL; position bigint NOT NULL; event_id uuid NOT NULL; type text COLLATE "C" NOT NULL; schema_version bigint NOT NULL; recorded_at timestamp with time zone NOT NULL; metadata text NOT NULL; data text NOT NULL; tenant text COLLATE "C" NOT NULL DEFAULT \'\'::text',
    'table checkpoints':
      'name text COLLATE "C" NOT NULL; log_id text COLLATE "C" NOT NULL; log_position text COLLATE "C" NOT NULL; event_id text COLLATE "C" NOT NULL; epoch bigint NOT NULL; tenant text COLLATE "C" NOT NULL DEFAULT \'\'::text',
    'table documents':
      'collection text COLLATE "C" NOT NULL; key text COLLATE "C" NOT NULL; revision bigint NOT NULL; data text; tenant text COLLATE "C" NOT NULL DEFAULT \'\'::text',
    'table events':
      'stream_key bigint NOT NULL; position bigint NOT NULL; event_id uuid NOT NULL; type text COLLATE "C" NOT NULL; schema_version bigint NOT NULL; recorded_at timestamp with time zone NOT NULL; metadata text NOT NULL; data text NOT NULL; tenant text COLLATE "C" NOT NULL DEFAULT \'\'::text',
    'table leases':
      'name text COLLATE "C" NOT NULL; owner text COLLATE "C" NOT NULL; epoch bigint NOT NULL; expires_at timestamp with time zone NOT NULL; tenant text COLLATE "C" NOT NULL DEFAULT \'\'::text',
    'table log':
      'singleton boolean NOT NULL DEFAULT true; log_id uuid NOT NULL; layout integer NOT NULL; least_layout integer NOT NULL; head bigint NOT NULL DEFAULT 0; created_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(); tenants boolean NOT NULL DEFAULT false; partitions integer NOT NULL DEFAULT 0',
    'table log_order': 'log_position bigint NOT NULL; stream_key bigint NOT NULL; position bigint NOT NULL',
    'table outbox':
      'place bigint NOT NULL GENERATED ALWAYS AS IDENTITY; message_id text COLLATE "C" NOT NULL; topic text COLLATE "C" NOT NULL; order_key text COLLATE "C" NOT NULL; payload text NOT NULL; tenant text COLLATE "C" NOT NULL DEFAULT \'\'::text',
    'table outcomes':
      'tenant text COLLATE "C" NOT NULL; context text COLLATE "C" NOT NULL; command_id text COLLATE "C" NOT NULL; command_hash text COLLATE "C" NOT NULL; kind text COLLATE "C" NOT NULL; result text NOT NULL; recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()',
    'table parked_events':
      'place bigint NOT NULL GENERATED ALWAYS AS IDENTITY; processor text COLLATE "C" NOT NULL; event_id text COLLATE "C" NOT NULL; stream_name text COLLATE "C" NOT NULL; position bigint NOT NULL; log_position text COLLATE "C" NOT NULL; reason text NOT NULL; tenant text COLLATE "C" NOT NULL DEFAULT \'\'::text; stream_tenant text COLLATE "C" NOT NULL DEFAULT \'\'::text',
    'table pending':
      'pending_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY; stream_key bigint NOT NULL; first_position bigint NOT NULL; event_count bigint NOT NULL',
    'table schema_history':
      'layout integer NOT NULL; from_layout integer NOT NULL; release text; applied_by text NOT NULL DEFAULT SESSION_USER; applied_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()',
    'table shapes':
      'type text COLLATE "C" NOT NULL; schema_version bigint NOT NULL; shape_hash text COLLATE "C" NOT NULL; recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()',
    'table snapshots':
      'stream_name text COLLATE "C" NOT NULL; state_hash text COLLATE "C" NOT NULL; stream_version bigint NOT NULL; event_id text COLLATE "C" NOT NULL; data text NOT NULL; tenant text COLLATE "C" NOT NULL DEFAULT \'\'::text',
    'table streams':
      'stream_key bigint NOT NULL GENERATED ALWAYS AS IDENTITY; stream_name text COLLATE "C" NOT NULL; category text COLLATE "C" NOT NULL; stream_version bigint NOT NULL; last_recorded_at timestamp with time zone NOT NULL; closed_at timestamp with time zone; tenant text COLLATE "C" NOT NULL DEFAULT \'\'::text; archived_at timestamp with time zone; archived_before bigint NOT NULL DEFAULT 0',
    'table views':
      'name text COLLATE "C" NOT NULL; hash text COLLATE "C" NOT NULL; table_name text COLLATE "C" NOT NULL; view_name text COLLATE "C" NOT NULL; state text COLLATE "C" NOT NULL; shape text NOT NULL; tenant_column text NOT NULL; shown text[] NOT NULL; opened_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()',
    'trigger archived_events_are_append_only on archived_events':
      'CREATE TRIGGER archived_events_are_append_only BEFORE UPDATE ON archived_events FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    'trigger archived_events_are_not_emptied on archived_events':
      'CREATE TRIGGER archived_events_are_not_emptied BEFORE TRUNCATE ON archived_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
    'trigger archived_events_only_move on archived_events':
      'CREATE TRIGGER archived_events_only_move BEFORE DELETE ON archived_events FOR EACH ROW EXECUTE FUNCTION refuse_loss()',
    'trigger events_are_append_only on events':
      'CREATE TRIGGER events_are_append_only BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    'trigger events_are_not_emptied on events':
      'CREATE TRIGGER events_are_not_emptied BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
    'trigger events_only_move on events':
      'CREATE TRIGGER events_only_move BEFORE DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse_loss()',
    'trigger log_order_are_append_only on log_order':
      'CREATE TRIGGER log_order_are_append_only BEFORE DELETE OR UPDATE ON log_order FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    'trigger log_order_are_not_emptied on log_order':
      'CREATE TRIGGER log_order_are_not_emptied BEFORE TRUNCATE ON log_order FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
    'trigger streams_are_not_emptied on streams':
      'CREATE TRIGGER streams_are_not_emptied BEFORE TRUNCATE ON streams FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
    'trigger streams_keep_their_names on streams':
      'CREATE TRIGGER streams_keep_their_names BEFORE UPDATE OF stream_key, tenant, stream_name, category ON streams FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    'trigger streams_only_grow on streams':
      'CREATE TRIGGER streams_only_grow BEFORE UPDATE ON streams FOR EACH ROW WHEN ((new.stream_version < old.stream_version)) EXECUTE FUNCTION refuse_change()',
    'trigger streams_stay on streams':
      'CREATE TRIGGER streams_stay BEFORE DELETE ON streams FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    'trigger streams_stay_closed on streams':
      'CREATE TRIGGER streams_stay_closed BEFORE UPDATE ON streams FOR EACH ROW WHEN (((old.closed_at IS NOT NULL) AND (old.archived_at IS NULL))) EXECUTE FUNCTION refuse_change()',
    'trigger the_log_only_grows on log':
      'CREATE TRIGGER the_log_only_grows BEFORE UPDATE ON log FOR EACH ROW WHEN (((new.head < old.head) OR (new.log_id <> old.log_id))) EXECUTE FUNCTION refuse_change()',
    'trigger the_log_stays on log':
      'CREATE TRIGGER the_log_stays BEFORE DELETE OR TRUNCATE ON log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
    'view event_places': 'event_id uuid; stream_key bigint; position bigint',
    'view events_by_log':
      'log_position bigint; stream_name text COLLATE "C"; position bigint; type text COLLATE "C"; schema_version bigint; recorded_at timestamp with time zone; event_id uuid; data text; metadata text; hidden boolean; tenant text COLLATE "C"; archived boolean',
  },
  jsonbView: {
    'function jsonb_or_null': 'i b0cc990fc03020152851a8a97ee8658c',
    'view events_json':
      'log_position bigint; stream_name text COLLATE "C"; position bigint; type text COLLATE "C"; schema_version bigint; recorded_at timestamp with time zone; event_id uuid; data jsonb; metadata jsonb; data_text text; hidden boolean; archived boolean; tenant text COLLATE "C"',
  },
  partitions: {
    'constraint events_event_id on event_ids': 'PRIMARY KEY (event_id)',
    'constraint events_event_id on events': null,
    'function note_ids': 'v 7da97f2290f79e6ac34703bfc45b22ee',
    'table event_ids': 'event_id uuid NOT NULL; stream_key bigint NOT NULL; position bigint NOT NULL',
    'trigger event_ids_are_append_only on event_ids':
      'CREATE TRIGGER event_ids_are_append_only BEFORE DELETE OR UPDATE ON event_ids FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    'trigger event_ids_are_not_emptied on event_ids':
      'CREATE TRIGGER event_ids_are_not_emptied BEFORE TRUNCATE ON event_ids FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
    'trigger events_have_ids on events':
      'CREATE TRIGGER events_have_ids AFTER INSERT ON events REFERENCING NEW TABLE AS stored FOR EACH STATEMENT EXECUTE FUNCTION note_ids()',
  },
  withoutTenants: {
    'constraint checkpoints_pkey on checkpoints': 'PRIMARY KEY (name)',
    'constraint documents_pkey on documents': 'PRIMARY KEY (collection, key)',
    'constraint leases_pkey on leases': 'PRIMARY KEY (name)',
    'constraint outbox_message_id on outbox': 'UNIQUE (message_id)',
    'constraint parked_events_event on parked_events': 'UNIQUE (processor, event_id)',
    'constraint snapshots_pkey on snapshots': 'PRIMARY KEY (stream_name, state_hash)',
    'constraint streams_stream_name_key on streams': 'UNIQUE (stream_name)',
    'index parked_events_stream on parked_events':
      'CREATE INDEX parked_events_stream ON parked_events USING btree (processor, stream_name, place)',
  },
  rowSecurity: {
    'row security on archived_events': 'forced',
    'row security on checkpoints': 'forced',
    'row security on documents': 'forced',
    'row security on events': 'forced',
    'row security on leases': 'forced',
    'row security on outbox': 'forced',
    'row security on outcomes': 'forced',
    'row security on parked_events': 'forced',
    'row security on snapshots': 'forced',
    'row security on streams': 'forced',
  },
};
