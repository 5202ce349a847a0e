"""The course as data: lessons, their exercises, and the checking of answers. Knows the engine, knows no screen."""
