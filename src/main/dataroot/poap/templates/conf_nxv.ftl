<#-- The starter configuration of a Nexus switch. Its variables are the keys of the switch's entry in podvars.yml.
     conf_nxv.ftl and conf_nxv.j2 are the same in two languages: keep the one you prefer. -->
hostname ${hostname}
!
! Rendered by the POAP server. This sample has no users and no keys: add yours before the first switch boots.
!
<#if system_image != "">
boot nxos bootflash:${system_image?split("/")?last}
</#if>
no feature telnet
feature nxapi
feature ospf
feature interface-vlan
feature lacp
feature lldp
feature scp-server
!
banner motd #
${hostname}: provisioned by POAP. Authorised access only.
#
no ip domain-lookup
errdisable recovery interval 300
errdisable recovery cause link-flap
errdisable recovery cause bpduguard
spanning-tree mode rapid-pvst
spanning-tree port type edge bpduguard default
copp profile strict
clock timezone UTC 0 0
!
ntp server 172.16.30.1 use-vrf management
ntp source-interface mgmt0
logging server 172.16.30.1 5 use-vrf management facility local6
logging timestamp milliseconds
no logging console
!
vrf context management
  ip route 0.0.0.0/0 172.16.30.1
!
vlan 1,10,20,99
<#list [10, 20, 99] as vlan>
vlan ${vlan}
  name POAP_VLAN_${vlan}
</#list>
!
interface mgmt0
  description Management of ${hostname}
  vrf member management
  ip address ${mgmt0_ip}
  no shutdown
!
interface loopback0
  description Router ID of ${hostname}
  ip address ${lo0_ip}
  ip router ospf UNDERLAY area 0.0.0.0
!
<#list 1..4 as port>
interface Ethernet1/${port}
  description Fabric link ${port}
  no switchport
  mtu 9216
  medium p2p
  ip unnumbered loopback0
  ip ospf network point-to-point
  ip router ospf UNDERLAY area 0.0.0.0
  no shutdown
</#list>
!
interface Vlan1
  shutdown
!
router ospf UNDERLAY
  router-id ${lo0_ip?keep_before("/")}
  log-adjacency-changes
  auto-cost reference-bandwidth 100 Gbps
!
line console
  exec-timeout 15
line vty
  session-limit 16
  exec-timeout 15
!
