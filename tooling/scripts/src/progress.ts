const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

export interface Terminal {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** Shows long steps with their duration: one moving line on a terminal, plain lines anywhere else. */
export class Progress {
  readonly #out: Terminal;
  #current: { label: string; began: number; frame: number } | undefined;

  constructor(out: Terminal) {
    this.#out = out;
  }

  /** Prints a line, above the moving one where there is one. */
  line(text = ""): void {
    this.#erase();
    this.#out.write(`${text}\n`);
    this.#draw();
  }

  async step<T>(label: string, work: (say: (detail: string) => void) => Promise<T>): Promise<T> {
    const began = performance.now();
    this.#current = { label, began, frame: 0 };
    if (!this.#out.isTTY) this.#out.write(`• ${label} …\n`);
    const timer = setInterval(() => this.#draw(), 100);
    const say = (detail: string) => {
      if (this.#out.isTTY) this.#current = { label: `${label}: ${detail}`, began, frame: 0 };
      else this.#out.write(`  ${detail}\n`);
    };
    let mark = "✗";
    try {
      const result = await work(say);
      mark = "✓";
      return result;
    } finally {
      clearInterval(timer);
      this.#erase();
      this.#current = undefined;
      this.#out.write(`${mark} ${label}  ${seconds(performance.now() - began)}\n`);
    }
  }

  #draw(): void {
    if (!this.#out.isTTY || !this.#current) return;
    const { label, began } = this.#current;
    const frame = frames[this.#current.frame++ % frames.length];
    const text = `${frame} ${label}  ${seconds(performance.now() - began)}`;
    this.#out.write(`\r\x1b[2K${text.slice(0, (this.#out.columns ?? 80) - 1)}`);
  }

  #erase(): void {
    if (this.#out.isTTY && this.#current) this.#out.write("\r\x1b[2K");
  }
}

function seconds(ms: number): string {
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
