module awesome.example/service

go 1.19
