CREATE TABLE "instances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"host" text NOT NULL,
	"process_id" integer NOT NULL,
	"version" text NOT NULL,
	"state" text NOT NULL,
	"concurrency" integer,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ticked_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "schedules" (
	"name" text PRIMARY KEY NOT NULL,
	"next_run_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"error" text
);
--> statement-breakpoint
ALTER TABLE "checks" ADD COLUMN "handed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "checks" ADD COLUMN "instance_id" uuid;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "priority" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "traceparent" text;--> statement-breakpoint
CREATE INDEX "instances_ticked" ON "instances" USING btree ("ticked_at");--> statement-breakpoint
CREATE INDEX "checks_handed" ON "checks" USING btree ("organization_id","handed_at") WHERE "checks"."handed_at" is not null and "checks"."state" <> 'settled';--> statement-breakpoint
CREATE INDEX "checks_errored" ON "checks" USING btree ("organization_id","settled_at") WHERE "checks"."verdict" = 'errored';--> statement-breakpoint
CREATE INDEX "outbox_turn" ON "outbox" USING btree ("job","organization_id","priority","id");--> statement-breakpoint
CREATE INDEX "outbox_job_id" ON "outbox" USING btree ("job_id");