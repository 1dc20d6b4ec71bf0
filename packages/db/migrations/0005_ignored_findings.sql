ALTER TABLE "checks" ADD COLUMN "later" text;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "uncounted_through" date;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "ignore" text;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "binding_operation" text;--> statement-breakpoint
ALTER TABLE "lint_reports" ADD COLUMN "later_scores" jsonb;