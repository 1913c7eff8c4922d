import {element} from "../element.js";
import {button} from "./handle.js";
import {forget, recall, remember} from "./memory.js";
import {prose} from "./prose.js";
import {type Closeness, closenessText} from "./score.js";

const text = {kicker: "Predict first", again: "Guess again"};

/** Where a guess of some kind is made. */
export interface PredictBody<Guess> {
  readonly node: Node;
  /** Shows a guess beside the answer; it cannot be changed any more. */
  show(guess: Guess): void;
  /** Empties it for another guess. */
  clear(): void;
}

export interface PredictFrameOptions<Guess> {
  /** Name under which the guess is remembered: "gradient/direction". */
  readonly id: string;
  /** May hold `$…$`. */
  readonly question: string;
  /** What is told afterwards. */
  readonly reveal: string;
  readonly body: PredictBody<Guess>;
  /** How near a guess came, and what is said about it. */
  readonly judge: (guess: Guess) => {closeness: Closeness; said?: string};
  /** Whether what the device remembers is such a guess. */
  readonly isGuess: (value: unknown) => value is Guess;
  readonly onReveal?: (guess: Guess) => void;
}

/** What all predictions share: the question, the reveal with its kind word, the memory, another guess. */
export function predictFrame<Guess>({
  id,
  question,
  reveal,
  body,
  judge,
  isGuess,
  onReveal
}: PredictFrameOptions<Guess>) {
  const key = `predict:${id}`;
  const told = element("div", {class: "reveal", role: "status"});
  const node = element(
    "div",
    {class: "predict", role: "group", "aria-label": text.kicker},
    element("b", {class: "kicker"}, text.kicker),
    element("p", {class: "ask"}, ...prose(question)),
    body.node,
    told
  );

  function tell(guess: Guess, isNew: boolean) {
    const {closeness, said} = judge(guess);
    if (isNew) remember(key, {guess, closeness});
    body.show(guess);
    const again = button(
      text.again,
      () => {
        forget(key);
        told.replaceChildren();
        delete node.dataset.closeness;
        body.clear();
      },
      "quiet"
    );
    const kind = [closenessText[closeness], said].filter(Boolean).join(" ");
    told.replaceChildren(element("p", {}, element("span", {class: "kind"}, kind), " ", ...prose(reveal)), again);
    node.dataset.closeness = closeness;
    onReveal?.(guess);
  }

  return {
    node,
    /** Judges, shows and remembers a guess. */
    commit: (guess: Guess) => tell(guess, true),
    /** Shows the guess of an earlier visit, where there is one. */
    restore() {
      const earlier = recall<{guess?: unknown}>(key)?.guess;
      if (isGuess(earlier)) tell(earlier, false);
    }
  };
}
