CREATE TABLE "sign_in_throttles" (
	"key" "bytea" PRIMARY KEY NOT NULL,
	"tries" integer NOT NULL,
	"blocked_until" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trusted_publishers" (
	"organization_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"provider" text NOT NULL,
	"issuer" text NOT NULL,
	"repository" text NOT NULL,
	"repository_id" text,
	"ref" text,
	"environment" text,
	"workflow" text,
	"scopes" text[] NOT NULL,
	"services" text[],
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "trusted_publishers_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "used_id_tokens" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "secret_hash" "bytea";--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "services" text[];--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "publisher_id" uuid;--> statement-breakpoint
ALTER TABLE "trusted_publishers" ADD CONSTRAINT "trusted_publishers_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sign_in_throttles_updated_at" ON "sign_in_throttles" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "trusted_publishers_repository" ON "trusted_publishers" USING btree ("issuer","repository");--> statement-breakpoint
CREATE INDEX "trusted_publishers_created" ON "trusted_publishers" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "used_id_tokens_expires_at" ON "used_id_tokens" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_publisher_fk" FOREIGN KEY ("organization_id","publisher_id") REFERENCES "public"."trusted_publishers"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_secret_hash" ON "invitations" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "tokens_publisher" ON "tokens" USING btree ("organization_id","publisher_id");