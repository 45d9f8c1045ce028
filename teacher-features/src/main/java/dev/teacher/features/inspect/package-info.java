/** Works out from numbers alone what the columns of ready features are. */
package dev.teacher.features.inspect;
