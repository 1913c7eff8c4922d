import {
  CylinderGeometry,
  InstancedMesh,
  Matrix4,
  Mesh,
  MeshBasicMaterial,
  Quaternion,
  SphereGeometry,
  Vector3
} from "npm:three";
import {reliefPath} from "./relief-path.js";
import type {ReliefShape} from "./relief-shape.js";
import type {Trail} from "./trails.js";

const UP = new Vector3(0, 1, 0);
const RADIUS = 0.006;
const BALL = 0.03;

/** One run on a relief: its path as a thin rope, faint where a hill hides it, and its ball. */
export function reliefRun({run, color, dash, emphasized}: Trail, shape: ReliefShape) {
  const rod = new CylinderGeometry(1, 1, 1, 5, 1, true);
  const sphere = new SphereGeometry(1, 20, 14);
  const seen = new MeshBasicMaterial({color});
  const behind = new MeshBasicMaterial({color, transparent: true, opacity: 0.28, depthTest: false, depthWrite: false});
  const ball = new Mesh(sphere, seen);
  const ghost = new Mesh(sphere, behind);
  for (const one of [ball, ghost]) one.scale.setScalar(BALL * (emphasized ? 1.25 : 1));
  let ropes = [new InstancedMesh(rod, seen, 512), new InstancedMesh(rod, behind, 512)];
  let pieces = 0;
  const [from, to, middle, size] = [new Vector3(), new Vector3(), new Vector3(), new Vector3()];
  const turn = new Quaternion();
  const matrix = new Matrix4();
  const radius = RADIUS * (emphasized ? 1.5 : 1);
  const path = reliefPath(run, shape, dash, (a, b) => {
    if (pieces === ropes[0].instanceMatrix.count) grow();
    from.set(...a);
    to.set(...b);
    middle.addVectors(from, to).multiplyScalar(0.5);
    to.sub(from);
    size.set(radius, to.length(), radius);
    matrix.compose(middle, turn.setFromUnitVectors(UP, to.normalize()), size);
    for (const rope of ropes) rope.setMatrixAt(pieces, matrix);
    ++pieces;
  });
  let onGrow: (from: readonly object[], to: readonly object[]) => void = () => {};

  function grow() {
    const old = ropes;
    ropes = old.map((rope) => {
      const larger = new InstancedMesh(rod, rope.material, 2 * rope.instanceMatrix.count);
      larger.instanceMatrix.array.set(rope.instanceMatrix.array);
      rope.dispose();
      return larger;
    });
    onGrow(old, ropes);
  }

  return {
    run,
    get objects() {
      return [...ropes, ball, ghost];
    },
    /** Told when it has had to replace some of its objects by larger ones. */
    set onGrow(next: typeof onGrow) {
      onGrow = next;
    },
    get known() {
      return path.known;
    },
    /** Draws the path up to `taken`, and the ball at `step`. */
    show(step: number, taken: number) {
      path.extend(Math.min(taken, run.last));
      for (const rope of ropes) {
        rope.count = pieces;
        rope.instanceMatrix.needsUpdate = true;
        rope.frustumCulled = false;
        rope.renderOrder = rope.material === behind ? 1 : 2;
      }
      const at = Math.min(step, run.last);
      const [x, y, z] = shape.place(run.at("theta.0", at), run.at("theta.1", at), run.at("loss", at));
      const inside = Math.abs(x) <= shape.half[0] && Math.abs(z) <= shape.half[1];
      for (const one of [ball, ghost]) {
        one.position.set(x, y + BALL * 0.6, z);
        one.visible = inside;
      }
      ball.renderOrder = 3;
      ghost.renderOrder = 1;
    },
    dispose() {
      for (const one of [rod, sphere, seen, behind, ...ropes]) one.dispose();
    }
  };
}
