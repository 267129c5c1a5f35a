#:property PublishAot=false
#:property GenerateDocumentationFile=false
#:property EnforceCodeStyleInBuild=false
#:project build/WinsockGen.Build/WinsockGen.Build.csproj

return await WinsockGen.Build.BuildProgram.RunAsync(args);
