package dev.teacher.model.transcribe;

import java.util.List;

/**
 * What was recognised in one file.
 *
 * @param file as it was named
 * @param frames of the file
 * @param glosses in order
 */
public record Transcript(String file, int frames, List<Gloss> glosses) {
  public Transcript {
    glosses = List.copyOf(glosses);
  }

  /**
   * One recognised gloss. CTC places a gloss where the network is surest of it, not where the sign
   * begins and ends: the frames are a place within the sign.
   *
   * @param gloss what was signed
   * @param startFrame first input frame of the output frames that said it
   * @param endFrame input frame after the last
   * @param confidence 0 to 1
   */
  public record Gloss(String gloss, int startFrame, int endFrame, double confidence) {}
}
