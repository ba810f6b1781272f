# pandas: frames and series of all types, time zones, categories, MultiIndex, groupby; tables that are changed, kept or given back; 200,000 rows.
