/**
 * The npm packages that pages and components may import as `npm:NAME`. Each is bundled from node_modules, in the locked
 * version, so that the built site asks nobody for anything. `copy` adds files of the package; `alias` adds a copy under
 * another name; `only` keeps these of its names, where the whole is large.
 */
export const packages = {
  "d3-array": {},
  "d3-color": {},
  "d3-contour": {},
  "d3-dispatch": {},
  "d3-drag": {},
  "d3-format": {},
  "d3-interpolate": {},
  "d3-path": {},
  "d3-scale": {},
  "d3-selection": {},
  "d3-shape": {},
  "d3-time": {},
  "d3-time-format": {},
  isoformat: {},
  mathjs: {},
  // The arena's 3-D view; a reader who never opens it never loads it.
  three: {
    only: [
      "BufferAttribute",
      "BufferGeometry",
      "Color",
      "CylinderGeometry",
      "DataTexture",
      "DoubleSide",
      "InstancedMesh",
      "LineBasicMaterial",
      "LineLoop",
      "Matrix4",
      "Mesh",
      "MeshBasicMaterial",
      "PerspectiveCamera",
      "Quaternion",
      "Scene",
      "ShaderMaterial",
      "SphereGeometry",
      "TorusGeometry",
      "Vector3",
      "WebGLRenderer"
    ]
  },
  // Linking katex.min.css itself fails with "file conflict" as soon as a page uses Framework's own `tex`.
  katex: {copy: ["dist/katex.min.css", "dist/fonts"], alias: {"dist/site.css": "dist/katex.min.css"}},
  // Framework's client imports these on every page.
  "@observablehq/inspector": {},
  "@observablehq/runtime": {}
};

/**
 * Packages that Framework's client mentions and no page uses. An empty folder pins a version, so that the registry is
 * not asked for the latest; a page that used one would fail the build.
 */
export const unused = [
  "@duckdb/duckdb-wasm",
  "@observablehq/duckdb",
  "@observablehq/inputs",
  "@observablehq/plot",
  "@observablehq/sample-datasets",
  "@viz-js/viz",
  "apache-arrow",
  "arquero",
  "d3",
  "d3-dsv",
  "d3-geo",
  "echarts",
  "exceljs",
  "htl",
  "jszip",
  "leaflet",
  "lodash",
  "mapbox-gl",
  "mermaid",
  "parquet-wasm",
  "react",
  "react-dom",
  "topojson-client",
  "vega",
  "vega-lite",
  "vega-lite-api"
];

/** Stylesheets of our fonts. Only the subsets named in `fontSubsets` are kept. */
export const fonts = [
  "@fontsource-variable/source-serif-4/wght.css",
  "@fontsource-variable/source-serif-4/wght-italic.css",
  "@fontsource-variable/inter/wght.css",
  "@fontsource-variable/jetbrains-mono/wght.css"
];
export const fontSubsets = ["latin", "latin-ext", "greek"];
