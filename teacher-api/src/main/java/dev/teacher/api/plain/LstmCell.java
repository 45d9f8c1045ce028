package dev.teacher.api.plain;

/** Gates i, f, g, o. */
final class LstmCell implements RecurrentCell {
  @Override
  public Step forward(double[] input, double[] state, Step last) {
    int size = last.hidden().length;
    double[] gates = new double[4 * size];
    double[] hidden = new double[size];
    double[] memory = new double[size];
    for (int i = 0; i < gates.length; i++) {
      double sum = input[i] + state[i];
      gates[i] = i / size == 2 ? Math.tanh(sum) : Sigmoid.of(sum);
    }
    for (int h = 0; h < size; h++) {
      double kept = gates[size + h] * last.memory()[h];
      memory[h] = kept + gates[h] * gates[2 * size + h];
      hidden[h] = gates[3 * size + h] * Math.tanh(memory[h]);
    }
    return new Step(gates, hidden, memory);
  }

  @Override
  public Slopes backward(Step last, Step step, double[] hidden, double[] memory) {
    int size = hidden.length;
    double[] gates = step.gates();
    double[] slopes = new double[4 * size];
    double[] before = new double[size];
    for (int h = 0; h < size; h++) {
      double in = gates[h];
      double forget = gates[size + h];
      double candidate = gates[2 * size + h];
      double out = gates[3 * size + h];
      double shown = Math.tanh(step.memory()[h]);
      double kept = memory[h] + hidden[h] * out * (1 - shown * shown);
      slopes[h] = kept * candidate * in * (1 - in);
      slopes[size + h] = kept * last.memory()[h] * forget * (1 - forget);
      slopes[2 * size + h] = kept * in * (1 - candidate * candidate);
      slopes[3 * size + h] = hidden[h] * shown * out * (1 - out);
      before[h] = kept * forget;
    }
    return new Slopes(slopes, slopes, new double[size], before);
  }
}
