Console.Error.WriteLine("ingest");
return 2;
