import type {Citation} from "./rule.js";

/** Where each rule was published, by its name. Apart from the rules, so that a program that trains does not ship them. */
export const citations: Readonly<Record<string, Citation>> = {
  gradientDescent: {
    authors: "Augustin-Louis Cauchy",
    year: 1847,
    title: "Méthode générale pour la résolution des systèmes d'équations simultanées"
  },
  momentum: {
    authors: "Boris T. Polyak",
    year: 1964,
    title: "Some methods of speeding up the convergence of iteration methods",
    where: "eq. 9"
  },
  nesterov: {
    authors: "Ilya Sutskever, James Martens, George Dahl and Geoffrey Hinton",
    year: 2013,
    title: "On the importance of initialization and momentum in deep learning",
    url: "https://proceedings.mlr.press/v28/sutskever13.html",
    where: "eqs. 3 and 4, after Nesterov (1983)"
  },
  adagrad: {
    authors: "John Duchi, Elad Hazan and Yoram Singer",
    year: 2011,
    title: "Adaptive subgradient methods for online learning and stochastic optimization",
    url: "https://jmlr.org/papers/v12/duchi11a.html",
    where: "Figure 1"
  },
  rmsprop: {
    authors: "Tijmen Tieleman and Geoffrey Hinton",
    year: 2012,
    title: "Lecture 6.5: RMSProp, divide the gradient by a running average of its recent magnitude",
    url: "https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf",
    where: "slide 29; centred with momentum in Graves (2013), eqs. 38 to 45"
  },
  adadelta: {
    authors: "Matthew D. Zeiler",
    year: 2012,
    title: "ADADELTA: an adaptive learning rate method",
    url: "https://arxiv.org/abs/1212.5701",
    where: "Algorithm 1"
  },
  adam: {
    authors: "Diederik P. Kingma and Jimmy Ba",
    year: 2015,
    title: "Adam: a method for stochastic optimization",
    url: "https://arxiv.org/abs/1412.6980",
    where: "Algorithm 1"
  },
  adamax: {
    authors: "Diederik P. Kingma and Jimmy Ba",
    year: 2015,
    title: "Adam: a method for stochastic optimization",
    url: "https://arxiv.org/abs/1412.6980",
    where: "Algorithm 2"
  },
  amsgrad: {
    authors: "Sashank J. Reddi, Satyen Kale and Sanjiv Kumar",
    year: 2018,
    title: "On the convergence of Adam and beyond",
    url: "https://arxiv.org/abs/1904.09237",
    where: "Algorithm 2"
  },
  adamw: {
    authors: "Ilya Loshchilov and Frank Hutter",
    year: 2019,
    title: "Decoupled weight decay regularization",
    url: "https://arxiv.org/abs/1711.05101",
    where: "Algorithm 2"
  },
  nadam: {
    authors: "Timothy Dozat",
    year: 2016,
    title: "Incorporating Nesterov momentum into Adam",
    url: "https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ",
    where: "Algorithm 2"
  },
  radam: {
    authors: "Liyuan Liu, Haoming Jiang, Pengcheng He, Weizhu Chen, Xiaodong Liu, Jianfeng Gao and Jiawei Han",
    year: 2020,
    title: "On the variance of the adaptive learning rate and beyond",
    url: "https://arxiv.org/abs/1908.03265",
    where: "Algorithm 2"
  },
  rprop: {
    authors: "Martin Riedmiller and Heinrich Braun",
    year: 1993,
    title: "A direct adaptive method for faster backpropagation learning: the RPROP algorithm",
    where: "eqs. 4 to 6"
  },
  lion: {
    authors:
      "Xiangning Chen, Chen Liang, Da Huang, Esteban Real, Kaiyuan Wang, Yao Liu, Hieu Pham, Xuanyi Dong, Thang Luong, Cho-Jui Hsieh, Yifeng Lu and Quoc V. Le",
    year: 2023,
    title: "Symbolic discovery of optimization algorithms",
    url: "https://arxiv.org/abs/2302.06675",
    where: "Algorithm 2"
  },
  armijo: {
    authors: "Larry Armijo",
    year: 1966,
    title: "Minimization of functions having Lipschitz continuous first partial derivatives",
    where: "section 2"
  },
  conjugateGradient: {
    authors: "Jorge Nocedal and Stephen J. Wright",
    year: 2006,
    title: "Numerical optimization, 2nd edition",
    where: "Algorithm 5.4"
  },
  lbfgs: {
    authors: "Jorge Nocedal and Stephen J. Wright",
    year: 2006,
    title: "Numerical optimization, 2nd edition",
    where: "Algorithms 7.4 and 7.5"
  },
  newton: {
    authors: "Jorge Nocedal and Stephen J. Wright",
    year: 2006,
    title: "Numerical optimization, 2nd edition",
    where: "eq. 3.30"
  },
  trustRegion: {
    authors: "Jorge Nocedal and Stephen J. Wright",
    year: 2006,
    title: "Numerical optimization, 2nd edition",
    where: "Algorithm 4.1"
  }
};
