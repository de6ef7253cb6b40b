-- Units of two counties may have the same code. Where there is one county only, its counts go on.
update spot_check_stratum
set stratum = 'UNIT/' || (select min(county) from reference_version) || substr(stratum, length('UNIT') + 1)
where starts_with(stratum, 'UNIT/') and (select count(distinct county) from reference_version) = 1;
