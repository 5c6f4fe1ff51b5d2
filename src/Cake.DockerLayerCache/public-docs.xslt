<?xml version="1.0" encoding="utf-8"?>
<!-- The compiler documents what is internal too, and nobody who has the package can use that: all public types stand
     in the one namespace, and what stands in a room below it is internal. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" encoding="utf-8" />
  <xsl:template match="@* | node()">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()" />
    </xsl:copy>
  </xsl:template>
  <xsl:template
    match="member[
      starts-with(substring(@name, 3), 'Cake.DockerLayerCache.Ci.')
      or starts-with(substring(@name, 3), 'Cake.DockerLayerCache.Dockerfiles.')
      or starts-with(substring(@name, 3), 'Cake.DockerLayerCache.Engine.')
      or starts-with(substring(@name, 3), 'Cake.DockerLayerCache.Execution.')
      or starts-with(substring(@name, 3), 'Cake.DockerLayerCache.Planning.')
      or starts-with(substring(@name, 3), 'Cake.DockerLayerCache.Records.')
      or starts-with(substring(@name, 3), 'Cake.DockerLayerCache.References.')
      or starts-with(substring(@name, 3), 'Cake.DockerLayerCache.Releases.')
      or starts-with(substring(@name, 3), 'Cake.DockerLayerCache.Reporting.')
      or starts-with(substring(@name, 3), 'Cake.DockerLayerCache.Showing.')
      or starts-with(substring(@name, 3), 'Cake.DockerLayerCache.BuildInputs')
      or starts-with(substring(@name, 3), 'Cake.DockerLayerCache.CachedBuild')
      or starts-with(substring(@name, 3), 'Cake.DockerLayerCache.Rehearsal')
      or starts-with(substring(@name, 3), 'System.')]"
  />
</xsl:stylesheet>
