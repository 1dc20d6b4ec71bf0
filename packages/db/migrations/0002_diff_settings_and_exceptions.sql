CREATE TABLE "exceptions" (
	"organization_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"subject" text NOT NULL,
	"fingerprint" text NOT NULL,
	"service_id" uuid NOT NULL,
	"environment_id" uuid,
	"reason" text NOT NULL,
	"author" text NOT NULL,
	"expires" date NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "exceptions_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "diffs" DROP CONSTRAINT "diffs_engine";--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "category" text;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "full_level" text;--> statement-breakpoint
ALTER TABLE "diffs" ADD COLUMN "variant" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "diffs" ADD COLUMN "valid_until" date;--> statement-breakpoint
ALTER TABLE "exceptions" ADD CONSTRAINT "exceptions_organization_id_service_id_services_organization_id_id_fk" FOREIGN KEY ("organization_id","service_id") REFERENCES "public"."services"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exceptions" ADD CONSTRAINT "exceptions_organization_id_environment_id_environments_organization_id_id_fk" FOREIGN KEY ("organization_id","environment_id") REFERENCES "public"."environments"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exceptions_live" ON "exceptions" USING btree ("organization_id","service_id","expires");--> statement-breakpoint
CREATE INDEX "exceptions_created" ON "exceptions" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "exceptions_environment" ON "exceptions" USING btree ("organization_id","environment_id");--> statement-breakpoint
ALTER TABLE "diffs" ADD CONSTRAINT "diffs_engine" UNIQUE NULLS NOT DISTINCT("organization_id","from_digest","to_digest","engine","variant","valid_until");--> statement-breakpoint
-- The new members of a policy as they are by default, so that putting the same policy again makes no new version of it.
UPDATE "environments" SET "policy" = '{"category": "wire", "levels": {}, "strictReaders": false, "deprecationDays": {}}'::jsonb || "policy";
