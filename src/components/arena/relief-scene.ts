import {
  Mesh,
  MeshBasicMaterial,
  PerspectiveCamera,
  Scene,
  SphereGeometry,
  TorusGeometry,
  Vector3,
  WebGLRenderer
} from "npm:three";
import type {Surface} from "../../lib/surfaces/index.js";
import type {MapFrame} from "./map-view.js";
import {eyeOf, type Orbit} from "./orbit.js";
import {type ReliefColours, reliefMesh} from "./relief-mesh.js";
import {reliefRun} from "./relief-run.js";
import type {ReliefShape} from "./relief-shape.js";

/** Draws a relief with its runs by WebGL. This file and what it imports from three are loaded when a relief is opened. */
export function reliefScene(canvas: HTMLCanvasElement, context: WebGL2RenderingContext) {
  const renderer = new WebGLRenderer({canvas, context, alpha: true, antialias: true});
  renderer.setClearAlpha(0);
  const scene = new Scene();
  const camera = new PerspectiveCamera(34, 1, 0.1, 30);
  let shape: ReliefShape | undefined;
  let mesh: ReturnType<typeof reliefMesh> | undefined;
  let runs: ReturnType<typeof reliefRun>[] = [];
  let styles = "";
  const marks = {shape: new SphereGeometry(0.018, 12, 8), ring: new TorusGeometry(0.05, 0.005, 6, 32)};
  const ink = new MeshBasicMaterial({});
  // The ring would sink into a slope; it is drawn over it.
  const start = new Mesh(marks.ring, new MeshBasicMaterial({depthTest: false, transparent: true, opacity: 0.7}));
  start.renderOrder = 1;
  start.rotation.x = Math.PI / 2;
  scene.add(start);
  let minima: Mesh[] = [];

  function clearRuns() {
    for (const run of runs) {
      scene.remove(...run.objects);
      run.dispose();
    }
    runs = [];
    styles = "";
  }

  return {
    /** Shows another surface, or the same in other colours. */
    setShape(next: ReliefShape, surface: Surface, colours: ReliefColours) {
      clearRuns();
      if (mesh) {
        scene.remove(...mesh.objects);
        mesh.dispose();
      }
      shape = next;
      mesh = reliefMesh(next, colours);
      scene.add(...mesh.objects);
      for (const one of [ink, start.material]) one.color.set(colours.ink);
      scene.remove(...minima);
      minima = surface.minima.flatMap(({x, y, loss}) => {
        const at = next.place(x, y, loss);
        if (Math.abs(at[0]) > next.half[0] || Math.abs(at[2]) > next.half[1]) return [];
        const mark = new Mesh(marks.shape, ink);
        mark.position.set(...at);
        return [mark];
      });
      if (minima.length) scene.add(...minima);
    },
    /** Draws a moment; `startLoss` is the loss where the runs start. */
    show({trails, step, start: [x, y]}: MapFrame, startLoss: number) {
      if (!shape) return;
      const now = trails.map(({color, dash, emphasized}) => `${color} ${dash} ${emphasized}`).join();
      const same = trails.length === runs.length && trails.every(({run}, i) => run === runs[i].run);
      if (!same || now !== styles || trails.some(({taken}, i) => taken < runs[i].known)) {
        clearRuns();
        styles = now;
        runs = trails.map((trail) => reliefRun(trail, shape!));
        for (const run of runs) {
          scene.add(...run.objects);
          run.onGrow = (old, next) => {
            scene.remove(...(old as Mesh[]));
            scene.add(...(next as Mesh[]));
          };
        }
      }
      for (const [i, {taken}] of trails.entries()) runs[i].show(step, taken);
      start.position.set(...shape.place(x, y, startLoss));
      start.visible = Math.abs(start.position.x) <= shape.half[0] && Math.abs(start.position.z) <= shape.half[1];
    },
    render(orbit: Orbit, width: number, height: number) {
      const ratio = Math.min(2, devicePixelRatio || 1);
      if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        renderer.setPixelRatio(ratio);
        renderer.setSize(width, height, false);
      }
      // A narrow picture stands back, so that the whole base stays in it.
      camera.aspect = width / height;
      const back = Math.max(1, 1.15 / camera.aspect);
      camera.position.set(...eyeOf({...orbit, distance: orbit.distance * back}));
      camera.lookAt(0, -0.08, 0);
      camera.updateProjectionMatrix();
      renderer.render(scene, camera);
    },
    /** Where a point of space is in the picture of the last `render`, as shares of its width and height. */
    project(point: readonly [number, number, number]): [number, number] {
      const {x, y} = new Vector3(...point).project(camera);
      return [(x + 1) / 2, (1 - y) / 2];
    },
    dispose() {
      clearRuns();
      mesh?.dispose();
      for (const one of [marks.shape, marks.ring, ink, start.material]) one.dispose();
      renderer.dispose();
    }
  };
}
