// Health check without a shell: `node healthy.mjs http://127.0.0.1:4400/readyz` ends with 0 when it answers 2xx.
const [url = ""] = process.argv.slice(2);

try {
  const answer = await fetch(url, { signal: AbortSignal.timeout(4_000) });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
