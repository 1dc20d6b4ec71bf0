CREATE TABLE "organization_changes" (
	"organization_id" text NOT NULL,
	"transaction" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organization_changes_organization_id_transaction_pk" PRIMARY KEY("organization_id","transaction")
);
--> statement-breakpoint
CREATE FUNCTION "surety_note_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    INSERT INTO public.organization_changes (organization_id) VALUES (NEW.organization_id) ON CONFLICT DO NOTHING;
  END IF;
  IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.organization_id <> NEW.organization_id) THEN
    INSERT INTO public.organization_changes (organization_id) VALUES (OLD.organization_id) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "checks_note_change" AFTER INSERT OR UPDATE OR DELETE ON "checks" FOR EACH ROW EXECUTE FUNCTION "surety_note_change"();--> statement-breakpoint
CREATE TRIGGER "contracts_note_change" AFTER INSERT OR UPDATE OR DELETE ON "contracts" FOR EACH ROW EXECUTE FUNCTION "surety_note_change"();--> statement-breakpoint
CREATE TRIGGER "deployments_note_change" AFTER INSERT OR UPDATE OR DELETE ON "deployments" FOR EACH ROW EXECUTE FUNCTION "surety_note_change"();--> statement-breakpoint
CREATE TRIGGER "diffs_note_change" AFTER INSERT OR UPDATE OR DELETE ON "diffs" FOR EACH ROW EXECUTE FUNCTION "surety_note_change"();--> statement-breakpoint
CREATE TRIGGER "environments_note_change" AFTER INSERT OR UPDATE OR DELETE ON "environments" FOR EACH ROW EXECUTE FUNCTION "surety_note_change"();--> statement-breakpoint
CREATE TRIGGER "exceptions_note_change" AFTER INSERT OR UPDATE OR DELETE ON "exceptions" FOR EACH ROW EXECUTE FUNCTION "surety_note_change"();--> statement-breakpoint
CREATE TRIGGER "services_note_change" AFTER INSERT OR UPDATE OR DELETE ON "services" FOR EACH ROW EXECUTE FUNCTION "surety_note_change"();--> statement-breakpoint
CREATE TRIGGER "versions_note_change" AFTER INSERT OR UPDATE OR DELETE ON "versions" FOR EACH ROW EXECUTE FUNCTION "surety_note_change"();
