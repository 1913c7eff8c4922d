// The book's parts and chapters, in reading order: what the sidebar, the pager, the landing page and the tests read.

export interface Chapter {
  /** Title, as in the sidebar. */
  readonly name: string;
  readonly path: string;
  /** What it answers, in one line. */
  readonly question: string;
}

export interface Part {
  readonly name: string;
  readonly chapters: readonly Chapter[];
}

const chapter = (slug: string, name: string, question: string): Chapter => ({
  name,
  path: `/chapters/${slug}`,
  question
});

export const book: readonly Part[] = [
  {
    name: "Foundations",
    chapters: [
      chapter("why-descend", "Why descend", "How can you find the bottom of a valley in the dark?"),
      chapter("network", "A neuron, a layer, a network", "What does a neuron compute, and what can many do together?"),
      chapter("loss", "Loss", "How wrong is a prediction, as one number?"),
      chapter("gradient", "The gradient", "Which way is down, and how do you know?"),
      chapter("learning-rate", "The learning rate", "How far should one step go?")
    ]
  },
  {
    name: "How a network learns",
    chapters: [
      chapter("forward", "Forward", "How does a number travel through a network?"),
      chapter("backward", "Backward", "How does a loss find out which weight to blame?"),
      chapter("update", "The update", "What exactly happens in one step, and when do you stop?"),
      chapter("stochastic", "Stochastic", "Why does looking at less data learn faster?")
    ]
  },
  {
    name: "Better steps",
    chapters: [
      chapter("momentum", "Momentum", "What does a heavy ball do that a light one cannot?"),
      chapter("adam", "Adam and its family", "What if every weight had its own step size?"),
      chapter("second-order", "Second order", "What does curvature buy, and what does it cost?")
    ]
  },
  {
    name: "The labs",
    chapters: [
      {name: "The arena", path: "/arena", question: "Which optimizer gets down fastest, and where does it fail?"},
      {name: "Train on MNIST", path: "/mnist", question: "Can this page learn to read digits while you watch?"},
      {name: "Speed", path: "/speed", question: "How fast does it train on your own machine?"}
    ]
  },
  {
    name: "In the world",
    chapters: [
      chapter("at-work", "At work", "Where is gradient descent used, and can you try it?"),
      chapter("where-it-fails", "Where it fails", "When does going downhill not get you there?"),
      chapter("what-comes-next", "What comes next", "What do people use now, and what are its limits?"),
      chapter("questions", "Questions", "Short answers, each with the figure that shows it."),
      chapter("notation", "Notation and sources", "What does each symbol mean, and who says so?")
    ]
  }
];
