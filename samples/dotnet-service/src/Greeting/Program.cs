using Greeting;

System.Console.WriteLine(Greeter.Greet(args is [var name, ..] ? name : "world"));
