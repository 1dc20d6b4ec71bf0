CREATE TABLE "default_rulesets" (
	"organization_id" text NOT NULL,
	"ruleset" text NOT NULL,
	CONSTRAINT "default_rulesets_organization_id_pk" PRIMARY KEY("organization_id")
);
--> statement-breakpoint
CREATE TABLE "ruleset_versions" (
	"organization_id" text NOT NULL,
	"ruleset_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"source" text NOT NULL,
	"digest" text NOT NULL,
	"extends" jsonb NOT NULL,
	"rule_count" integer NOT NULL,
	"author" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ruleset_versions_organization_id_ruleset_id_number_pk" PRIMARY KEY("organization_id","ruleset_id","number")
);
--> statement-breakpoint
CREATE TABLE "rulesets" (
	"organization_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"number" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rulesets_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "rulesets_name" UNIQUE("organization_id","name")
);
--> statement-breakpoint
ALTER TABLE "lint_reports" DROP CONSTRAINT "lint_reports_engine";--> statement-breakpoint
ALTER TABLE "checks" ADD COLUMN "ruleset" text;--> statement-breakpoint
ALTER TABLE "lint_reports" ADD COLUMN "ruleset" text DEFAULT 'surety:recommended' NOT NULL;--> statement-breakpoint
ALTER TABLE "lint_reports" ADD COLUMN "ruleset_digest" text DEFAULT 'surety:recommended' NOT NULL;--> statement-breakpoint
ALTER TABLE "lint_reports" ADD COLUMN "score" jsonb;--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "ruleset" text;--> statement-breakpoint
ALTER TABLE "default_rulesets" ADD CONSTRAINT "default_rulesets_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ruleset_versions" ADD CONSTRAINT "ruleset_versions_organization_id_ruleset_id_rulesets_organization_id_id_fk" FOREIGN KEY ("organization_id","ruleset_id") REFERENCES "public"."rulesets"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rulesets" ADD CONSTRAINT "rulesets_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lint_reports" ADD CONSTRAINT "lint_reports_engine" UNIQUE("organization_id","raw_digest","engine","ruleset_digest");