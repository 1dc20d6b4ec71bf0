CREATE INDEX "deployments_service" ON "deployments" USING btree ("organization_id","service_id","environment_id","deployed_at","id");--> statement-breakpoint
-- The bytes are compressed already.
ALTER TABLE "contracts" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
