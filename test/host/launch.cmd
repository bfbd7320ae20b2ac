@node "%~dp0launch.ts" %*
