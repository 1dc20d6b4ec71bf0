/** The value of `key`, made at most once. */
export function once<Key, Value>(memo: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = memo.get(key);
  if (known !== undefined || memo.has(key)) return known as Value;
  const value = make();
  memo.set(key, value);
  return value;
}
