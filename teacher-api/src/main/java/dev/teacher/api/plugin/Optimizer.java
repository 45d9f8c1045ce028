package dev.teacher.api.plugin;

import java.util.List;

/**
 * How a step moves the weights, given the mean gradient g of its samples after clipping. In the
 * formulas w is a weight, t counts steps from 1, and "rate" is the step's learning rate. Each is
 * what PyTorch's class of the same name does (Lion: what its authors publish).
 */
public sealed interface Optimizer {
  /** Its name in configurations and checkpoints. */
  String name();

  /** The tensors that it keeps for each parameter, all zero at first. */
  List<String> slots();

  /**
   * Adam with decoupled decay (Loshchilov and Hutter 2019; torch.optim.AdamW): w decays by rate *
   * weightDecay * w, and then moves as with {@link Adam} without decay.
   *
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param eps added to the root of the second moment
   * @param weightDecay share of w that a step takes away, times the learning rate
   */
  record AdamW(double beta1, double beta2, double eps, double weightDecay) implements Optimizer {
    @Override
    public String name() {
      return "adamw";
    }

    @Override
    public List<String> slots() {
      return List.of("first", "second");
    }
  }

  /**
   * Adam (Kingma and Ba 2015; torch.optim.Adam): g += weightDecay * w; m = beta1 * m + (1 - beta1)
   * * g; v = beta2 * v + (1 - beta2) * g * g; w -= rate * (m / (1 - beta1^t)) / (sqrt(v / (1 -
   * beta2^t)) + eps).
   *
   * @param beta1 decay of the first moment m
   * @param beta2 decay of the second moment v
   * @param eps added to the root of the second moment
   * @param weightDecay share of w that is added to the gradient
   */
  record Adam(double beta1, double beta2, double eps, double weightDecay) implements Optimizer {
    @Override
    public String name() {
      return "adam";
    }

    @Override
    public List<String> slots() {
      return List.of("first", "second");
    }
  }

  /**
   * Stochastic gradient descent with momentum (Sutskever et al. 2013, in the form of
   * torch.optim.SGD without dampening): g += weightDecay * w; m = momentum * m + g; w -= rate * m,
   * or with Nesterov's momentum w -= rate * (g + momentum * m).
   *
   * @param momentum share of m that stays; with 0 nothing is kept
   * @param nesterov whether to look ahead
   * @param weightDecay share of w that is added to the gradient
   */
  record Sgd(double momentum, boolean nesterov, double weightDecay) implements Optimizer {
    @Override
    public String name() {
      return "sgd";
    }

    @Override
    public List<String> slots() {
      return momentum == 0 ? List.of() : List.of("momentum");
    }
  }

  /**
   * Lion (Chen et al. 2023, algorithm 2): w -= rate * (sign(beta1 * m + (1 - beta1) * g) +
   * weightDecay * w); m = beta2 * m + (1 - beta2) * g.
   *
   * @param beta1 weight of m in the direction of a step
   * @param beta2 decay of the momentum m
   * @param weightDecay share of w that a step takes away, times the learning rate
   */
  record Lion(double beta1, double beta2, double weightDecay) implements Optimizer {
    @Override
    public String name() {
      return "lion";
    }

    @Override
    public List<String> slots() {
      return List.of("momentum");
    }
  }
}
