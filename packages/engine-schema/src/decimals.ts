/** Exact decimal arithmetic over the numbers that JSON texts write: `0.3` is a multiple of `0.1`. */
export interface Decimal {
  readonly digits: bigint;
  /** Power of ten that the digits are divided by. */
  readonly scale: number;
}

/** `null` beyond the range where exact arithmetic is worth its cost. */
export function toDecimal(value: number): Decimal | null {
  if (!Number.isFinite(value)) return null;
  const [mantissa = "0", exponentText] = String(value).toLowerCase().split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  const exponent = exponentText === undefined ? 0 : Number(exponentText);
  if (Math.abs(exponent) > 400) return null;
  const scale = fraction.length - exponent;
  const digits = BigInt(whole + fraction);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

function align(left: Decimal, right: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(left.scale, right.scale);
  return [left.digits * 10n ** BigInt(scale - left.scale), right.digits * 10n ** BigInt(scale - right.scale), scale];
}

export function isMultipleOf(value: number, factor: number): boolean {
  const left = toDecimal(value);
  const right = toDecimal(factor);
  if (left === null || right === null || right.digits === 0n) return false;
  const [dividend, divisor] = align(left, right);
  return dividend % divisor === 0n;
}

function gcd(left: bigint, right: bigint): bigint {
  let a = left < 0n ? -left : left;
  let b = right < 0n ? -right : right;
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** The least common multiple: numbers that are multiples of both are the multiples of it. */
export function commonMultiple(left: number, right: number): number | null {
  const a = toDecimal(left);
  const b = toDecimal(right);
  if (a === null || b === null || a.digits === 0n || b.digits === 0n) return null;
  const [x, y, scale] = align(a, b);
  return fromDecimal({ digits: (x / gcd(x, y)) * y, scale });
}

function fromDecimal(value: Decimal): number | null {
  const negative = value.digits < 0n;
  const text = (negative ? -value.digits : value.digits).toString().padStart(value.scale + 1, "0");
  const whole = text.slice(0, text.length - value.scale);
  const result = Number(`${negative ? "-" : ""}${whole}.${text.slice(text.length - value.scale)}0`);
  const back = toDecimal(result);
  if (back === null) return null;
  const [x, y] = align(back, value);
  return x === y ? result : null;
}

/** The `count`-th multiple of `step`, or null when a double cannot hold it. */
export function multiple(step: number, count: bigint): number | null {
  const decimal = toDecimal(step);
  return decimal === null ? null : fromDecimal({ digits: decimal.digits * count, scale: decimal.scale });
}

/** How many whole steps fit into the value, rounded down. */
export function stepsBelow(value: number, step: number): bigint | null {
  const left = toDecimal(value);
  const right = toDecimal(step);
  if (left === null || right === null || right.digits === 0n) return null;
  const [dividend, divisor] = align(left, right);
  const quotient = dividend / divisor;
  return dividend % divisor !== 0n && dividend < 0n !== divisor < 0n ? quotient - 1n : quotient;
}
