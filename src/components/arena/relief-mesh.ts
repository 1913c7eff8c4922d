import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DataTexture,
  DoubleSide,
  LineBasicMaterial,
  LineLoop,
  Mesh,
  ShaderMaterial
} from "npm:three";
import {type ReliefShape, trianglesOf} from "./relief-shape.js";

/** Colours of a relief as the page has them now. */
export interface ReliefColours {
  /** The loss ramp, low to high: red, green, blue for t from 0 to 1. */
  readonly ramp: (t: number) => readonly [number, number, number];
  readonly contour: string;
  readonly ink: string;
  readonly paper: string;
}

const vertex = `
attribute float band;
varying float vBand;
varying vec3 vNormal;
void main() {
  vBand = band;
  vNormal = normal;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}`;

// One tone a band, as on the flat map, a contour where bands meet, and light from the upper left so that shapes are seen.
const fragment = `
uniform sampler2D ramp;
uniform vec3 contour;
uniform float bands;
varying float vBand;
varying vec3 vNormal;
void main() {
  float width = fwidth(vBand);
  float k = min(floor(vBand), bands - 1.0);
  vec3 tone = texture2D(ramp, vec2((k / max(1.0, bands - 1.0) * 255.0 + 0.5) / 256.0, 0.5)).rgb;
  vec3 n = normalize(vNormal);
  float light = 0.84 + 0.2 * dot(n, normalize(vec3(-0.55, 0.75, 0.35)));
  float edge = abs(fract(vBand - 0.5) - 0.5) / max(width, 1e-6);
  float line = (1.0 - smoothstep(0.2, 1.0, edge)) * 0.34 * step(0.5, vBand);
  gl_FragColor = vec4(mix(tone * light, contour, line), 1.0);
}`;

/** The surface of a relief and the outline of its base. */
export function reliefMesh(shape: ReliefShape, colours: ReliefColours) {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(shape.points, 3));
  geometry.setAttribute("band", new BufferAttribute(shape.bands, 1));
  geometry.setIndex(new BufferAttribute(trianglesOf(shape), 1));
  geometry.computeVertexNormals();
  const texels = new Uint8Array(4 * 256);
  for (let i = 0; i < 256; ++i) texels.set([...colours.ramp(i / 255), 255], 4 * i);
  const ramp = new DataTexture(texels, 256, 1);
  ramp.needsUpdate = true;
  const {r, g, b} = new Color(colours.contour).convertLinearToSRGB();
  const material = new ShaderMaterial({
    vertexShader: vertex,
    fragmentShader: fragment,
    uniforms: {ramp: {value: ramp}, contour: {value: [r, g, b]}, bands: {value: shape.levels.length}},
    side: DoubleSide,
    // Paths lie on the surface: it stands back a little, so that they are seen.
    polygonOffset: true,
    polygonOffsetFactor: 1,
    polygonOffsetUnits: 4
  });
  const floor = shape.place(0, 0, Number.NEGATIVE_INFINITY)[1];
  const [hx, hz] = shape.half;
  const corners = [-hx, floor, hz, hx, floor, hz, hx, floor, -hz, -hx, floor, -hz];
  const outline = new BufferGeometry();
  outline.setAttribute("position", new BufferAttribute(Float32Array.from(corners), 3));
  const ink = new LineBasicMaterial({color: colours.ink, transparent: true, opacity: 0.4});
  return {
    objects: [new Mesh(geometry, material), new LineLoop(outline, ink)],
    dispose() {
      for (const one of [geometry, outline, material, ink, ramp]) one.dispose();
    }
  };
}
