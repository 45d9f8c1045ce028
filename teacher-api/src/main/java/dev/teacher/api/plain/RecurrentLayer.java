package dev.teacher.api.plain;

import dev.teacher.api.graph.Op;
import java.util.Arrays;
import java.util.List;

/**
 * Inputs x [B, T, in], lengths, weight_ih, weight_hh, bias_ih, bias_hh. Undefined frames become
 * NaN, and nothing comes back from them.
 */
final class RecurrentLayer implements Operation {
  private final Op.Recurrent op;
  private final RecurrentCell cell;

  RecurrentLayer(Op.Recurrent op) {
    this.op = op;
    cell = op.kind() == Op.RecurrentKind.LSTM ? new LstmCell() : new GruCell();
  }

  @Override
  public NdArray forward(List<NdArray> in) {
    NdArray x = in.get(0);
    NdArray result = NdArray.zeros(x.size(0), x.size(1), op.hidden());
    Arrays.fill(result.data(), Double.NaN);
    for (int sample = 0; sample < x.size(0); sample++) {
      RecurrentCell.Step[] steps = steps(in, sample);
      for (int i = 0; i < steps.length; i++) {
        int row = row(x, sample, i, steps.length);
        System.arraycopy(steps[i].hidden(), 0, result.data(), row * op.hidden(), op.hidden());
      }
    }
    return result;
  }

  @Override
  public List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream) {
    NdArray x = in.get(0);
    NdArray ofX = NdArray.zeros(x.shape());
    Affine input = new Affine(in.get(2), in.get(4));
    Affine state = new Affine(in.get(3), in.get(5));
    for (int sample = 0; sample < x.size(0); sample++) {
      RecurrentCell.Step[] steps = steps(in, sample);
      double[] hidden = new double[op.hidden()];
      double[] memory = new double[op.hidden()];
      for (int i = steps.length - 1; i >= 0; i--) {
        int row = row(x, sample, i, steps.length);
        for (int h = 0; h < hidden.length; h++) {
          hidden[h] += upstream.data()[row * hidden.length + h];
        }
        RecurrentCell.Step before = i == 0 ? RecurrentCell.Step.first(op.hidden()) : steps[i - 1];
        RecurrentCell.Slopes slopes = cell.backward(before, steps[i], hidden, memory);
        double[] frame = input.backward(frame(x, row), slopes.input());
        System.arraycopy(frame, 0, ofX.data(), row * frame.length, frame.length);
        hidden = state.backward(before.hidden(), slopes.state());
        for (int h = 0; h < hidden.length; h++) {
          hidden[h] += slopes.hidden()[h];
        }
        memory = slopes.memory();
      }
    }
    return Arrays.asList(
        ofX, null, input.ofWeight(), state.ofWeight(), input.ofBias(), state.ofBias());
  }

  private RecurrentCell.Step[] steps(List<NdArray> in, int sample) {
    NdArray x = in.get(0);
    Affine input = new Affine(in.get(2), in.get(4));
    Affine state = new Affine(in.get(3), in.get(5));
    RecurrentCell.Step[] steps = new RecurrentCell.Step[(int) in.get(1).data()[sample]];
    RecurrentCell.Step last = RecurrentCell.Step.first(op.hidden());
    for (int i = 0; i < steps.length; i++) {
      double[] frame = frame(x, row(x, sample, i, steps.length));
      steps[i] = cell.forward(input.of(frame), state.of(last.hidden()), last);
      last = steps[i];
    }
    return steps;
  }

  /** The frame that a step looks at. */
  private int row(NdArray x, int sample, int step, int length) {
    return sample * x.size(1) + (op.reverse() ? length - 1 - step : step);
  }

  private static double[] frame(NdArray x, int row) {
    return Arrays.copyOfRange(x.data(), row * x.size(2), (row + 1) * x.size(2));
  }
}
