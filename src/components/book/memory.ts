const PREFIX = "nabla:";

/** What this device remembers under a name, or undefined: private windows and full disks forget without complaint. */
export function recall<T>(name: string): T | undefined {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

/** Remembers a value on this device, where that is allowed. */
export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // The page works without a memory.
  }
}

/** Forgets a name. */
export function forget(name: string): void {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // Nothing was remembered.
  }
}

/** Every remembered name that starts with `prefix`, and its value. */
export function recallAll<T>(prefix: string): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  try {
    for (let i = 0; i < localStorage.length; ++i) {
      const key = localStorage.key(i);
      if (!key?.startsWith(PREFIX + prefix)) continue;
      const value = recall<T>(key.slice(PREFIX.length));
      if (value !== undefined) found.set(key.slice(PREFIX.length), value);
    }
  } catch {
    // No storage at all.
  }
  return found;
}
