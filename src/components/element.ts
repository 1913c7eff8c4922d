/** An HTML element with properties (or `class`, `data-…`, `aria-…` attributes) and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Record<string, string | number | boolean | undefined> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    if (key in node) Object.assign(node, {[key]: value});
    else node.setAttribute(key, String(value));
  }
  node.append(...children);
  return node;
}
