# Builds, tests and shows the addin: ./build.ps1 [--target=Test]; ./build.ps1 --description lists the targets.
$ErrorActionPreference = 'Stop'

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    [Console]::Error.WriteLine('build.ps1: the .NET 10 SDK is needed, and no dotnet is on PATH: https://dotnet.microsoft.com/download')
    exit 1
}

$env:DOTNET_NOLOGO = 1
$env:DOTNET_CLI_TELEMETRY_OPTOUT = 1
Push-Location $PSScriptRoot
try {
    dotnet tool restore
    if ($LASTEXITCODE -eq 0) {
        dotnet cake @args
    }
}
finally {
    Pop-Location
}
exit $LASTEXITCODE
