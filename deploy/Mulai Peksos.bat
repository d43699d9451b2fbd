@echo off
rem Finds a Python on this laptop and hands over to mulai.py. Nothing is decided here.
chcp 65001 >nul
title quizserver
cd /d "%~dp0"
for %%V in (3.13 3.12 3.11) do (
  py -%%V -c "" >nul 2>nul && (
    py -%%V mulai.py %*
    goto after
  )
)
python -c "" >nul 2>nul && (
  python mulai.py %*
  goto after
)
echo.
echo   Laptop ini belum punya Python.
echo   Pasang Python 3.13 (64-bit) dari python.org/downloads, centang "Add python.exe to PATH",
echo   lalu klik Mulai Peksos lagi. Pemasangnya bisa disimpan di folder ini untuk laptop berikutnya.
echo.
echo   There is no Python on this laptop. Install Python 3.13 (64-bit), then start again.
:after
echo.
pause
