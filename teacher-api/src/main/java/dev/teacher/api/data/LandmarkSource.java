package dev.teacher.api.data;

/** Raw landmarks that can be read when needed. */
public interface LandmarkSource extends FrameSource {
  /** Always {@link Part#LAYOUT}. */
  @Override
  default Layout layout() {
    return Part.LAYOUT;
  }

  @Override
  Landmarks read();
}
