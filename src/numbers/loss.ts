import {leastSquares, meanSquares, outlier, points} from "../components/chapters/loss/line-fit.js";
import {confidentlyWrong, curveOf, judge, stepsToRight} from "../components/chapters/loss/logits.js";
import {fixed} from "../components/format.js";

export function numbers(): Record<string, string> {
  const {z, learningRate} = confidentlyWrong;
  const best = leastSquares(points);
  const pulled = leastSquares(outlier(points));
  const right = judge([4, 0, 0], 0);
  const wrong = judge([4, 0, 0], 1);
  // The network of the question gives each of four classes the same probability.
  const quarter = judge([0, 0, 0, 0], 0);
  return {
    quizProbability: quarter.gradient[1].toFixed(2),
    quizSlope: fixed(quarter.gradient[0]),
    quizLoss: quarter.loss.toFixed(2),
    slope: best[0].toFixed(2),
    pulledSlope: pulled[0].toFixed(2),
    bestLoss: meanSquares(points).minima[0].loss.toFixed(3),
    unsure: judge([0, 0, 0], 0).loss.toFixed(2),
    rightLoss: right.loss.toFixed(2),
    wrongLoss: wrong.loss.toFixed(2),
    ratio: Math.round(wrong.loss / right.loss).toString(),
    score: String(-z),
    wrongProbability: (1 / (1 + Math.exp(-z))).toFixed(4),
    crossSlope: (-curveOf("crossEntropy", [z]).slope[0]).toFixed(3),
    squaredSlope: (-curveOf("squared", [z]).slope[0]).toFixed(4),
    crossSteps: String(stepsToRight("crossEntropy", z, learningRate)),
    squaredSteps: String(stepsToRight("squared", z, learningRate))
  };
}
