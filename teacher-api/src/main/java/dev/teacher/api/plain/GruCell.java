package dev.teacher.api.plain;

/** Gates r, z, n; the reset gate is applied after the product. */
final class GruCell implements RecurrentCell {
  @Override
  public Step forward(double[] input, double[] state, Step last) {
    int size = last.hidden().length;
    double[] gates = new double[3 * size];
    double[] hidden = new double[size];
    double[] weighed = new double[size];
    for (int h = 0; h < size; h++) {
      double reset = Sigmoid.of(input[h] + state[h]);
      double update = Sigmoid.of(input[size + h] + state[size + h]);
      weighed[h] = state[2 * size + h];
      double candidate = Math.tanh(input[2 * size + h] + reset * weighed[h]);
      hidden[h] = (1 - update) * candidate + update * last.hidden()[h];
      gates[h] = reset;
      gates[size + h] = update;
      gates[2 * size + h] = candidate;
    }
    return new Step(gates, hidden, weighed);
  }

  @Override
  public Slopes backward(Step last, Step step, double[] hidden, double[] memory) {
    int size = hidden.length;
    double[] gates = step.gates();
    double[] input = new double[3 * size];
    double[] state = new double[3 * size];
    double[] before = new double[size];
    for (int h = 0; h < size; h++) {
      double reset = gates[h];
      double update = gates[size + h];
      double candidate = gates[2 * size + h];
      double ofCandidate = hidden[h] * (1 - update) * (1 - candidate * candidate);
      input[h] = ofCandidate * step.memory()[h] * reset * (1 - reset);
      input[size + h] = hidden[h] * (last.hidden()[h] - candidate) * update * (1 - update);
      input[2 * size + h] = ofCandidate;
      state[h] = input[h];
      state[size + h] = input[size + h];
      state[2 * size + h] = ofCandidate * reset;
      before[h] = hidden[h] * update;
    }
    return new Slopes(input, state, before, new double[size]);
  }
}
