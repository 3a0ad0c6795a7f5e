/**
 * Runs in the sandbox before the answer. It gives a console that drops everything and luck that is always the same, and
 * leaves a function that names the first built-in that was changed since: tests that run beside a changed one mean nothing.
 */
export const prelude = `(() => {
  const drop = () => {};
  globalThis.console = { log: drop, info: drop, warn: drop, error: drop, debug: drop, trace: drop, table: drop, assert: drop };
  globalThis.module = { exports: {} };
  globalThis.exports = globalThis.module.exports;
  let luck = 2463534242;
  Math.random = () => {
    luck ^= luck << 13; luck ^= luck >>> 17; luck ^= luck << 5;
    return (luck >>> 0) / 4294967296;
  };
  const { ownKeys, getOwnPropertyDescriptor, apply } = Reflect;
  const { is } = Object;
  const names = ['Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'Symbol', 'BigInt', 'Map', 'Set', 'WeakMap',
    'WeakSet', 'Promise', 'RegExp', 'Date', 'Error', 'TypeError', 'RangeError', 'Math', 'JSON', 'Reflect'];
  const kept = [];
  const keep = (where, object) => {
    const keys = ownKeys(object);
    const parts = [];
    for (let i = 0; i < keys.length; i++) parts[i] = { key: keys[i], was: getOwnPropertyDescriptor(object, keys[i]) };
    kept[kept.length] = { where, object, count: keys.length, parts };
  };
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    keep(name, globalThis[name]);
    if (typeof globalThis[name] === 'function') keep(name + '.prototype', globalThis[name].prototype);
  }
  const globals = [];
  for (let i = 0; i < names.length; i++) globals[i] = globalThis[names[i]];
  const iterator = Reflect.getPrototypeOf([][Symbol.iterator]());
  keep('the array iterator', iterator);
  const text = String;
  return () => {
    for (let i = 0; i < names.length; i++) if (globalThis[names[i]] !== globals[i]) return names[i];
    for (let i = 0; i < kept.length; i++) {
      const { where, object, count, parts } = kept[i];
      if (ownKeys(object).length !== count) return where;
      for (let j = 0; j < parts.length; j++) {
        const now = getOwnPropertyDescriptor(object, parts[j].key);
        const was = parts[j].was;
        if (now === undefined || !is(now.value, was.value) || now.get !== was.get || now.set !== was.set)
          return where + '.' + apply(text, undefined, [parts[j].key]);
      }
    }
    return '';
  };
})()`
