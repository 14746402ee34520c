"""The documentation as a site: what MkDocs is given beside docs/, and the generated reference."""
