@echo off
rem Starts the command "teacher". Needs Java 17 or later, from JAVA_HOME or the PATH.
rem
rem   JAVA_HOME      the Java to use
rem   TEACHER_OPTS   options for the Java machine, for example -Xmx8g (JAVA_OPTS is read as well, before it)
setlocal

for %%I in ("%~dp0..") do set "TEACHER_HOME=%%~fI"

if defined JAVA_HOME goto javahome
set "JAVA_EXE=java.exe"
where /q java.exe
if not errorlevel 1 goto version
echo teacher: found no Java. Install Java 17 or later, or set JAVA_HOME to it. 1>&2
exit /b 2

:javahome
set "JAVA_EXE=%JAVA_HOME%\bin\java.exe"
if exist "%JAVA_EXE%" goto version
echo teacher: JAVA_HOME is %JAVA_HOME%, but %JAVA_EXE% is no program. Set JAVA_HOME to a Java 17 or later, or unset it. 1>&2
exit /b 2

:version
set "JAVA_VERSION_FOUND="
set "JAVA_MAJOR="
for /f tokens^=2^ delims^=^" %%V in ('""%JAVA_EXE%" -version 2^>^&1 ^| findstr /c:" version ""' ) do if not defined JAVA_VERSION_FOUND set "JAVA_VERSION_FOUND=%%V"
for /f "tokens=1 delims=.-+" %%M in ("%JAVA_VERSION_FOUND%") do set "JAVA_MAJOR=%%M"
if not defined JAVA_MAJOR goto start
if %JAVA_MAJOR% GEQ 17 goto start
echo teacher: needs Java 17 or later, but %JAVA_EXE% is Java %JAVA_VERSION_FOUND%. Set JAVA_HOME to a newer one. 1>&2
exit /b 2

:start
rem The file "teacher" says why each option of Java is there.
rem DJL would report each use over the network.
set "OPT_OUT_TRACKING=true"
set "COLLECTOR=-XX:+UseSerialGC"
echo "%JAVA_OPTS% %TEACHER_OPTS%" | findstr /r /c:"-XX:+Use[A-Za-z]*GC" >nul && set "COLLECTOR="
set "JIT=-XX:Tier4InvocationThreshold=100000 -XX:Tier4MinInvocationThreshold=12000"
set "JIT=%JIT% -XX:Tier4CompileThreshold=300000 -XX:Tier4BackEdgeThreshold=800000"
rem The property teacher.terminal is not set: cmd cannot tell whether standard error is a console, so progress is printed
rem as lines. "mode con" knows how wide the console is even where standard error goes to a file.
"%JAVA_EXE%" %COLLECTOR% %JIT% -Dfile.encoding=UTF-8 -Dai.djl.pytorch.graph_optimizer=false "-Dteacher.home=%TEACHER_HOME%" %JAVA_OPTS% %TEACHER_OPTS% -cp "%TEACHER_HOME%\lib\*" dev.teacher.cli.Main %*
exit /b %ERRORLEVEL%
