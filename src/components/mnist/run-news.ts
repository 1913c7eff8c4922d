import type {Change} from "./lab-state.js";
import type {News} from "./messages.js";
import {addEvaluation, addProbe, addSteps, type RunRecord} from "./run-record.js";

/** Enters a worker's news in the record of the run that it is about; what changed, or undefined where the record has no place for it. */
export function enterNews(run: RunRecord, news: News): Change | undefined {
  switch (news.type) {
    case "ready":
      run.kernel = news.kernel;
      run.parameters = news.parameters;
      return "run";
    case "steps":
      addSteps(run, news);
      return "steps";
    case "evaluation":
      addEvaluation(run, news);
      return "evaluation";
    case "probe":
      addProbe(run, news);
      return "probe";
    case "diverged":
      run.step = news.step;
      run.diverged = true;
      return "runs";
    case "done":
      run.hash = news.hash;
      return "runs";
    default:
      return undefined;
  }
}
