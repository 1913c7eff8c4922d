import {type StartTrainer, trainerOf, type WorkerLike} from "./trainer.js";

/** Starts the lab's worker. */
export const workerTrainer: StartTrainer = (listen) =>
  trainerOf(new Worker(import.meta.resolve("./worker.js"), {type: "module"}) as unknown as WorkerLike, listen);
