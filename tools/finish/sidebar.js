/**
 * Opens and closes the sidebar by keyboard and for screen readers: Framework's own toggle is a checkbox that stands in no
 * landmark. It stays for the pointer, and as what the stylesheet asks.
 */
const script = `{
const button = document.querySelector(".sidebar-button"), toggle = document.querySelector("#observablehq-sidebar-toggle"), sidebar = document.querySelector("#observablehq-sidebar");
const tell = () => button.setAttribute("aria-expanded", String(getComputedStyle(sidebar).visibility === "visible"));
button.addEventListener("click", () => { toggle.click(); tell(); });
toggle.addEventListener("change", tell);
addEventListener("resize", tell);
addEventListener("load", tell);
}`;

/** Framework's own script remembers the sidebar in a storage that browsers deny to frames elsewhere, and to who blocks it. */
const remembering = /<script>(\{const \w+=document\.querySelector\("#observablehq-sidebar"\)[\s\S]*?\})\s*<\/script>/;
const forgetful = 'catch { document.querySelector("#observablehq-sidebar-toggle").indeterminate = true; }';

/** Gives the sidebar a button in a landmark, its navigations a name each, and its list only items. */
export function mendSidebar(html) {
  const toggle = /<input id="observablehq-sidebar-toggle" type="checkbox" title="([^"]*)">/;
  if (!toggle.test(html)) return html;
  return html
    .replace(remembering, (_, code) => `<script>try ${code} ${forgetful}</script>`)
    .replace(
      toggle,
      (
        _,
        title
      ) => `<header class="site-bar"><button type="button" class="sidebar-button" aria-controls="observablehq-sidebar" aria-expanded="false">${title}</button></header>
<input id="observablehq-sidebar-toggle" type="checkbox" title="${title}" tabindex="-1" aria-hidden="true">`
    )
    .replace('<nav id="observablehq-sidebar">', '<nav id="observablehq-sidebar" aria-label="Chapters">')
    .replace(/(<aside id="observablehq-toc"[^>]*>\s*)<nav>/, '$1<nav aria-label="On this page">')
    .replace(/<nav>(<a rel="(?:prev|next)")/, '<nav aria-label="Neighbouring pages">$1')
    .replace(/(<label id="observablehq-sidebar-close"[^>]*><\/label>)(\s*<li[^>]*>)/, "$2$1")
    .replace("</body>", () => `<script>${script}</script>\n</body>`);
}
