CREATE TABLE "organization_usages" (
	"organization_id" text NOT NULL,
	"contract_bytes" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "organization_usages_organization_id_pk" PRIMARY KEY("organization_id")
);
--> statement-breakpoint
ALTER TABLE "organization_usages" ADD CONSTRAINT "organization_usages_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
INSERT INTO "organization_usages" ("organization_id", "contract_bytes") SELECT "organization_id", sum("byte_length") FROM "contracts" GROUP BY "organization_id";
