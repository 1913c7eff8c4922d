/** A claim of the book, who made or proved it first, and the chapter that uses it. */
export interface Source {
  readonly claim: string;
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  readonly chapter: string;
}

const of = (claim: string, authors: string, year: number, title: string, chapter: string): Source => ({
  claim,
  authors,
  year,
  title,
  chapter
});

/** What the chapters take from others, besides the optimizers' own papers. */
export const sources: readonly Source[] = [
  of(
    "Backpropagation through layers",
    "Rumelhart, Hinton and Williams",
    1986,
    "Learning representations by back-propagating errors",
    "backward"
  ),
  of(
    "Steps on noisy gradients converge for falling rates",
    "Robbins and Monro",
    1951,
    "A stochastic approximation method",
    "stochastic"
  ),
  of("Momentum in a ravine, seen by eigenvectors", "Goh", 2017, "Why momentum really works", "momentum"),
  of(
    "Momentum and starts for deep networks",
    "Sutskever, Martens, Dahl and Hinton",
    2013,
    "On the importance of initialization and momentum in deep learning",
    "momentum"
  ),
  of(
    "The range test for a learning rate",
    "Smith",
    2017,
    "Cyclical learning rates for training neural networks",
    "learning-rate"
  ),
  of("Adam may fail to converge", "Reddi, Kale and Kumar", 2018, "On the convergence of Adam and beyond", "adam"),
  of(
    "Adaptive methods may generalise worse",
    "Wilson, Roelofs, Stern, Srebro and Recht",
    2017,
    "The marginal value of adaptive gradient methods in machine learning",
    "adam"
  ),
  of(
    "Weight decay is not an L2 penalty under Adam",
    "Loshchilov and Hutter",
    2019,
    "Decoupled weight decay regularization",
    "adam"
  ),
  of(
    "Gradients vanish through depth",
    "Hochreiter",
    1991,
    "Untersuchungen zu dynamischen neuronalen Netzen",
    "where-it-fails"
  ),
  of(
    "A start that keeps the signal",
    "Glorot and Bengio",
    2010,
    "Understanding the difficulty of training deep feedforward neural networks",
    "where-it-fails"
  ),
  of("A start for rectifiers", "He, Zhang, Ren and Sun", 2015, "Delving deep into rectifiers", "where-it-fails"),
  of(
    "Orthogonal starts",
    "Saxe, McClelland and Ganguli",
    2014,
    "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks",
    "where-it-fails"
  ),
  of(
    "Skip connections",
    "He, Zhang, Ren and Sun",
    2016,
    "Deep residual learning for image recognition",
    "where-it-fails"
  ),
  of("Batch normalisation", "Ioffe and Szegedy", 2015, "Batch normalization", "where-it-fails"),
  of("Layer normalisation", "Ba, Kiros and Hinton", 2016, "Layer normalization", "where-it-fails"),
  of(
    "Clipping long gradients",
    "Pascanu, Mikolov and Bengio",
    2013,
    "On the difficulty of training recurrent neural networks",
    "where-it-fails"
  ),
  of(
    "High places with zero slope are mostly saddles",
    "Dauphin and others",
    2014,
    "Identifying and attacking the saddle point problem in high-dimensional non-convex optimization",
    "where-it-fails"
  ),
  of(
    "Descent almost surely avoids strict saddles",
    "Lee, Simchowitz, Jordan and Recht",
    2016,
    "Gradient descent only converges to minimizers",
    "where-it-fails"
  ),
  of(
    "It can take exponential time to pass them",
    "Du and others",
    2017,
    "Gradient descent can take exponential time to escape saddle points",
    "where-it-fails"
  ),
  of("Noise shortens the escape", "Jin and others", 2017, "How to escape saddle points efficiently", "where-it-fails"),
  of("Formants of vowels", "Peterson and Barney", 1952, "Control methods used in a study of the vowels", "at-work"),
  of(
    "Vowels from resonators in a row",
    "Klatt",
    1980,
    "Software for a cascade/parallel formant synthesizer",
    "at-work"
  ),
  of(
    "Factorising a table of ratings",
    "Koren, Bell and Volinsky",
    2009,
    "Matrix factorization techniques for recommender systems",
    "at-work"
  ),
  of(
    "The noisy quadratic",
    "Zhang and others",
    2019,
    "Which algorithmic choices matter at which batch sizes?",
    "what-comes-next"
  ),
  of(
    "A critical batch size",
    "McCandlish, Kaplan, Amodei and others",
    2018,
    "An empirical model of large-batch training",
    "what-comes-next"
  ),
  of(
    "Batch size, measured at length",
    "Shallue and others",
    2019,
    "Measuring the effects of data parallelism on neural network training",
    "what-comes-next"
  ),
  of(
    "The edge of stability",
    "Cohen, Kaur, Li, Kolter and Talwalkar",
    2021,
    "Gradient descent on neural networks typically occurs at the edge of stability",
    "what-comes-next"
  ),
  of(
    "Why it happens",
    "Damian, Nichani and Lee",
    2023,
    "Self-stabilization: the implicit bias of gradient descent at the edge of stability",
    "what-comes-next"
  ),
  of(
    "Sharp minima can generalise",
    "Dinh, Pascanu, Bengio and Bengio",
    2017,
    "Sharp minima can generalize for deep nets",
    "what-comes-next"
  ),
  of(
    "Large batches and sharp minima",
    "Keskar and others",
    2017,
    "On large-batch training for deep learning",
    "what-comes-next"
  ),
  of(
    "Train longer, generalise better",
    "Hoffer, Hubara and Soudry",
    2017,
    "Train longer, generalize better",
    "what-comes-next"
  ),
  of(
    "No optimizer wins everywhere",
    "Schmidt, Schneider and Hennig",
    2021,
    "Descending through a crowded valley",
    "what-comes-next"
  ),
  of("Muon", "Jordan and others", 2024, "Muon: an optimizer for hidden layers in neural networks", "what-comes-next"),
  of(
    "Shampoo",
    "Gupta, Koren and Singer",
    2018,
    "Shampoo: preconditioned stochastic tensor optimization",
    "what-comes-next"
  ),
  of(
    "Weights and data grow together",
    "Hoffmann and others",
    2022,
    "Training compute-optimal large language models",
    "what-comes-next"
  ),
  of("Training without a schedule", "Defazio and others", 2024, "The road less scheduled", "what-comes-next")
];
