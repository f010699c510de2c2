// What `describeSchema` tells of the tables of this release. A test proves it, and writes it with VARVE_UPDATE=1.
import type { ExpectedSchema } from './compare-schemas.js';

export const expectedSchema: ExpectedSchema = {
  'constraint archived_events_event_id on archived_events': 'UNIQUE (event_id)',
  'constraint archived_events_pkey on archived_events': 'PRIMARY KEY (stream_key, "position")',
  'constraint checkpoints_pkey on checkpoints': 'PRIMARY KEY (name)',
  'constraint documents_pkey on documents': 'PRIMARY KEY (collection, key)',
  'constraint events_event_id on events': 'UNIQUE (event_id)',
  'constraint events_pkey on events': 'PRIMARY KEY (stream_key, "position")',
  'constraint leases_pkey on leases': 'PRIMARY KEY (name)',
  'constraint log_order_pkey on log_order': 'PRIMARY KEY (log_position)',
  'constraint log_order_stream_key_position_key on log_order': 'UNIQUE (stream_key, "position")',
  'constraint log_pkey on log': 'PRIMARY KEY (singleton)',
  'constraint log_singleton_check on log': 'CHECK (singleton)',
  'constraint outbox_message_id on outbox': 'UNIQUE (message_id)',
  'constraint outbox_pkey on outbox': 'PRIMARY KEY (place)',
  'constraint outcomes_pkey on outcomes': 'PRIMARY KEY (tenant, context, command_id)',
  'constraint parked_events_event on parked_events': 'UNIQUE (processor, event_id)',
  'constraint parked_events_pkey on parked_events': 'PRIMARY KEY (place)',
  'constraint pending_pkey on pending': 'PRIMARY KEY (pending_id)',
  'constraint schema_history_pkey on schema_history': 'PRIMARY KEY (layout)',
  'constraint shapes_pkey on shapes': 'PRIMARY KEY (type, schema_version)',
  'constraint snapshots_pkey on snapshots': 'PRIMARY KEY (stream_name, state_hash)',
  'constraint streams_pkey on streams': 'PRIMARY KEY (stream_key)',
  'constraint streams_stream_name_key on streams': 'UNIQUE (stream_name)',
  'function acquire_lease_v1': 'v a6c32824f4d910744ad4b707a175b062',
  'function append_v1': 'v 5967e083fb4692188cbc107e119d3341',
  'function archive_v1': 'v 269a32c2518ed94684d1a9f7fd551aa1',
  'function begin_write_v1': 'v fd3fe6da44c32566cf2618ceb08396b9',
  'function close_stream_v1': 'v f8102c955505828b48e9ed1281b97c03',
  'function instant_text': 's 28bcc35c4b2b04d537cb070e8b96a809',
  'function jsonb_or_null': [null, 'i 6edefc4289fdcf6c1db1d9195c288bce'],
  'function note_outcome_v1': 'v d1c7c214fac7d01b5a390003f924729f',
  'function record_outcome_v1': 'v b5a2abd886dcb3779ebcb800a81bd872',
  'function refuse_change': 'v b42eadbb97fdf99008b9065e67b75b17',
  'function refuse_drift_v1': 'v 86fa45ddd50f3bfe20f7290e2df55ef7',
  'function refuse_loss': 'v 137165a2ef2c1dfe7f95aa2a68ea3b7b',
  'function sequence_v1': 'SECURITY DEFINER search_path=pg_catalog, pg_temp v 0fc8a4610b320fc361f091a82e7bcf3b',
  'index parked_events_stream on parked_events':
    'CREATE INDEX parked_events_stream ON parked_events USING btree (processor, stream_name, place)',
  'index streams_category on streams': 'CREATE INDEX streams_category ON streams USING btree (category)',
  'table archived_events':
    'stream_key bigint NOT NULL; position bigint NOT NULL; event_id uuid NOT NULL; type text COLLATE "C" NOT NULL; schema_version bigint NOT NULL; recorded_at timestamp with time zone NOT NULL; metadata text NOT NULL; data text NOT NULL',
  'table checkpoints':
    'name text COLLATE "C" NOT NULL; log_id text COLLATE "C" NOT NULL; log_position text COLLATE "C" NOT NULL; event_id text COLLATE "C" NOT NULL; epoch bigint NOT NULL',
  'table documents':
    'collection text COLLATE "C" NOT NULL; key text COLLATE "C" NOT NULL; revision bigint NOT NULL; data text',
  'table events':
    'stream_key bigint NOT NULL; position bigint NOT NULL; event_id uuid NOT NULL; type text COLLATE "C" NOT NULL; schema_version bigint NOT NULL; recorded_at timestamp with time zone NOT NULL; metadata text NOT NULL; data text NOT NULL',
  'table leases':
    'name text COLLATE "C" NOT NULL; owner text COLLATE "C" NOT NULL; epoch bigint NOT NULL; expires_at timestamp with time zone NOT NULL',
  'table log':
    'singleton boolean NOT NULL DEFAULT true; log_id uuid NOT NULL; layout integer NOT NULL; least_layout integer NOT NULL; head bigint NOT NULL DEFAULT 0; created_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()',
  'table log_order': 'log_position bigint NOT NULL; stream_key bigint NOT NULL; position bigint NOT NULL',
  'table outbox':
    'place bigint NOT NULL GENERATED ALWAYS AS IDENTITY; message_id text COLLATE "C" NOT NULL; topic text COLLATE "C" NOT NULL; order_key text COLLATE "C" NOT NULL; payload text NOT NULL',
  'table outcomes':
    'tenant text COLLATE "C" NOT NULL; context text COLLATE "C" NOT NULL; command_id text COLLATE "C" NOT NULL; command_hash text COLLATE "C" NOT NULL; kind text COLLATE "C" NOT NULL; result text NOT NULL; recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()',
  'table parked_events':
    'place bigint NOT NULL GENERATED ALWAYS AS IDENTITY; processor text COLLATE "C" NOT NULL; event_id text COLLATE "C" NOT NULL; stream_name text COLLATE "C" NOT NULL; position bigint NOT NULL; log_position text COLLATE "C" NOT NULL; reason text NOT NULL',
  'table pending':
    'pending_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY; stream_key bigint NOT NULL; first_position bigint NOT NULL; event_count bigint NOT NULL',
  'table schema_history':
    'layout integer NOT NULL; from_layout integer NOT NULL; release text; applied_by text NOT NULL DEFAULT SESSION_USER; applied_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()',
  'table shapes':
    'type text COLLATE "C" NOT NULL; schema_version bigint NOT NULL; shape_hash text COLLATE "C" NOT NULL; recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()',
  'table snapshots':
    'stream_name text COLLATE "C" NOT NULL; state_hash text COLLATE "C" NOT NULL; stream_version bigint NOT NULL; event_id text COLLATE "C" NOT NULL; data text NOT NULL',
  'table streams':
    'stream_key bigint NOT NULL GENERATED ALWAYS AS IDENTITY; stream_name text COLLATE "C" NOT NULL; category text COLLATE "C" NOT NULL; stream_version bigint NOT NULL; last_recorded_at timestamp with time zone NOT NULL; closed_at timestamp with time zone; archived_at timestamp with time zone; archived_before bigint NOT NULL DEFAULT 0',
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
    'CREATE TRIGGER streams_keep_their_names BEFORE UPDATE OF stream_key, stream_name, category ON streams FOR EACH ROW EXECUTE FUNCTION refuse_change()',
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
  'view all_events':
    'stream_key bigint; position bigint; event_id uuid; type text COLLATE "C"; schema_version bigint; recorded_at timestamp with time zone; metadata text; data text',
  'view events_by_log':
    'log_position bigint; stream_name text COLLATE "C"; position bigint; type text COLLATE "C"; schema_version bigint; recorded_at timestamp with time zone; event_id uuid; data text; metadata text; hidden boolean; archived boolean',
  'view events_json': [
    null,
    'log_position bigint; stream_name text COLLATE "C"; position bigint; type text COLLATE "C"; schema_version bigint; recorded_at timestamp with time zone; event_id uuid; data jsonb; metadata jsonb; data_text text; hidden boolean; archived boolean',
  ],
};
