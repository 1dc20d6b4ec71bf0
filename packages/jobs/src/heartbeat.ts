/** Well below the time after which a running check counts as abandoned. */
const BEAT_MS = 2_500;

/**
 * Runs `work`, and calls `beat` every two and a half seconds while it runs. A beat that fails is not the work's failure:
 * when beats stay away, someone else takes the work over, and its result is refused when it is settled.
 */
export async function withHeartbeat<Result>(beat: () => Promise<unknown>, work: () => Promise<Result>): Promise<Result> {
  const timer = setInterval(() => void beat().catch(() => {}), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
