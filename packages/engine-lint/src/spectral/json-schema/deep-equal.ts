const MAX_DEPTH = 200;

/** Equality of JSON values: the order of members does not count. */
export function deepEqual(left: unknown, right: unknown, depth = 0): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null || depth > MAX_DEPTH) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => deepEqual(item, right[index], depth + 1));
  }
  return isEqualObject(left, right, depth);
}

/** Most objects that are compared differ in a member or two: that is seen before their members are counted. */
function isEqualObject(left: object, right: object, depth: number): boolean {
  let count = 0;
  for (const name in left) {
    if (!Object.hasOwn(left, name)) continue;
    if (!Object.hasOwn(right, name) || !deepEqual(Reflect.get(left, name), Reflect.get(right, name), depth + 1)) return false;
    count += 1;
  }
  return count === Object.keys(right).length;
}
