CREATE TABLE "audit_settings" (
	"organization_id" text NOT NULL,
	"retention_days" integer,
	CONSTRAINT "audit_settings_organization_id_pk" PRIMARY KEY("organization_id")
);
--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "actor_name" text;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "user_agent" text;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "request_id" text;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "before" text;--> statement-breakpoint
ALTER TABLE "audit_settings" ADD CONSTRAINT "audit_settings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_events_actor" ON "audit_events" USING btree ("organization_id","actor_id","created_at");--> statement-breakpoint
CREATE INDEX "audit_events_resource" ON "audit_events" USING btree ("organization_id",split_part("subject", '@', 1),"created_at");--> statement-breakpoint
CREATE FUNCTION "surety_keep_audit_events"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('surety.pruning', true) = 'on' AND OLD.created_at < now() - interval '30 days' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'The audit log is append-only: % is refused.', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;--> statement-breakpoint
CREATE TRIGGER "audit_events_keep" BEFORE UPDATE OR DELETE ON "audit_events" FOR EACH ROW EXECUTE FUNCTION "surety_keep_audit_events"();--> statement-breakpoint
CREATE TRIGGER "audit_events_keep_all" BEFORE TRUNCATE ON "audit_events" FOR EACH STATEMENT EXECUTE FUNCTION "surety_keep_audit_events"();--> statement-breakpoint
CREATE FUNCTION "surety_prune_audit_events"() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  pruned bigint;
BEGIN
  PERFORM set_config('surety.pruning', 'on', true);
  DELETE FROM public.audit_events WHERE (organization_id, id) IN (
    SELECT events.organization_id, events.id FROM public.audit_settings settings JOIN public.audit_events events
      ON events.organization_id = settings.organization_id AND events.created_at < now() - make_interval(days => greatest(settings.retention_days, 30))
    WHERE settings.retention_days IS NOT NULL
    LIMIT 5000);
  GET DIAGNOSTICS pruned = ROW_COUNT;
  PERFORM set_config('surety.pruning', 'off', true);
  RETURN pruned;
END $$;
